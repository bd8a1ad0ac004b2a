//! The one table of all promises, in the order in which they are tried: who comes in, what they send, what
//! comes back, and last what changes the endpoint for those who come after.

use std::pin::Pin;

use crate::checks::{
    at_once, enrolment, entries, feed, held, hello, limits, packs, sites, standing, tokens,
};
use crate::kit::Kit;
use crate::outcome::Outcome;

/// A check under way.
type Trying<'k> = Pin<Box<dyn Future<Output = Outcome> + Send + 'k>>;

/// One promise and how it is tried.
pub(crate) struct Check {
    /// Its name, which stays.
    pub(crate) name: &'static str,
    /// What is promised.
    pub(crate) promise: &'static str,
    /// Tries it.
    pub(crate) run: for<'k> fn(&'k mut Kit) -> Trying<'k>,
}

/// All of them.
pub(crate) const CHECKS: &[Check] = &[
    Check {
        name: "hello-is-known",
        promise: "Anyone who says hello is answered by JSON with the mark of a centre",
        run: |kit| Box::pin(hello::is_known(kit)),
    },
    Check {
        name: "hello-speaks-the-protocol",
        promise: "Protocol 1 is spoken, and is meant where a machine names none",
        run: |kit| Box::pin(hello::speaks_this_protocol(kit)),
    },
    Check {
        name: "hello-refuses-other-protocols",
        promise: "A machine that speaks another protocol is told 426",
        run: |kit| Box::pin(hello::refuses_other_protocols(kit)),
    },
    Check {
        name: "hello-limits-leave-room",
        promise: "The limits of the hello leave room for every lawful entry",
        run: |kit| Box::pin(hello::limits_leave_room(kit)),
    },
    Check {
        name: "hello-challenges-are-fresh",
        promise: "Each hello bears a challenge of its own",
        run: |kit| Box::pin(hello::challenges_are_fresh(kit)),
    },
    Check {
        name: "enrol-wants-the-signature",
        promise: "Enrolling with a signature of another key is refused",
        run: |kit| Box::pin(enrolment::refuses_a_wrong_signature(kit)),
    },
    Check {
        name: "enrol-wants-a-code",
        promise: "An unknown code is refused",
        run: |kit| Box::pin(enrolment::refuses_an_unknown_code(kit)),
    },
    Check {
        name: "enrol-lets-a-machine-in",
        promise: "A good code and signature let a machine in, with site and token",
        run: |kit| Box::pin(enrolment::lets_a_machine_in(kit)),
    },
    Check {
        name: "enrol-answers-the-same-again",
        promise: "The same machine may send its code again, should the answer get lost",
        run: |kit| Box::pin(enrolment::answers_the_same_again(kit)),
    },
    Check {
        name: "enrol-serves-once",
        promise: "A code that has served lets no other machine in",
        run: |kit| Box::pin(enrolment::serves_once(kit)),
    },
    Check {
        name: "enrol-keeps-the-first-key",
        promise: "A machine that is known is not pushed out by another key",
        run: |kit| Box::pin(enrolment::keeps_the_first_key(kit)),
    },
    Check {
        name: "enrol-lets-a-second-machine-in",
        promise: "A second code lets a second machine in at the same site",
        run: |kit| Box::pin(enrolment::lets_a_second_machine_in(kit)),
    },
    Check {
        name: "enrol-counts-wrong-tries",
        promise: "Five wrong tries spend a code",
        run: |kit| Box::pin(enrolment::counts_wrong_tries(kit)),
    },
    Check {
        name: "enrol-refuses-an-expired-code",
        promise: "A code of more than a day ago lets nobody in",
        run: |kit| Box::pin(enrolment::refuses_an_expired_code(kit)),
    },
    Check {
        name: "tokens-are-renewed",
        promise: "A signature over a challenge gives a token that serves",
        run: |kit| Box::pin(tokens::are_renewed(kit)),
    },
    Check {
        name: "tokens-stay-good-when-renewed",
        promise: "A new token leaves the one before good until it expires",
        run: |kit| Box::pin(tokens::stay_good_when_renewed(kit)),
    },
    Check {
        name: "tokens-are-long-and-live-shortly",
        promise: "A token has 256 bits and lives a day at the most",
        run: |kit| Box::pin(tokens::are_long_and_live_shortly(kit)),
    },
    Check {
        name: "tokens-want-the-key",
        promise: "Another key or an unknown machine gets no token, and both are told alike",
        run: |kit| Box::pin(tokens::want_the_machines_key(kit)),
    },
    Check {
        name: "tokens-want-an-own-challenge",
        promise: "A challenge that the endpoint never gave gets no token",
        run: |kit| Box::pin(tokens::want_an_own_challenge(kit)),
    },
    Check {
        name: "tokens-are-asked-for",
        promise: "Without a token, or with a made-up one, everything of a site is refused with 401",
        run: |kit| Box::pin(tokens::are_asked_for(kit)),
    },
    Check {
        name: "entries-are-numbered",
        promise: "A batch is stored and numbered, with one result for each link, in their order",
        run: |kit| Box::pin(entries::are_numbered(kit)),
    },
    Check {
        name: "entries-name-whom-they-answer",
        promise: "The answer to a batch names machine and site",
        run: |kit| Box::pin(entries::name_whom_they_answer(kit)),
    },
    Check {
        name: "entries-sent-again-are-duplicates",
        promise: "What is sent again keeps its number, is answered duplicate, and is there once",
        run: |kit| Box::pin(entries::sent_again_are_duplicates(kit)),
    },
    Check {
        name: "entries-sent-at-once-are-there-once",
        promise: "The same batch in several requests at once is there once",
        run: |kit| Box::pin(entries::sent_at_once_are_there_once(kit)),
    },
    Check {
        name: "entries-of-one-id-are-one",
        promise: "Other content under a known id is a mismatch, and the first stands",
        run: |kit| Box::pin(entries::of_one_id_are_one(kit)),
    },
    Check {
        name: "entries-changed-on-the-way-are-told",
        promise: "Content that its link does not hold is a mismatch",
        run: |kit| Box::pin(entries::changed_on_the_way_are_told(kit)),
    },
    Check {
        name: "entries-of-another-machine-are-refused",
        promise: "Nobody writes into another machine's chain",
        run: |kit| Box::pin(entries::of_another_machine_are_refused(kit)),
    },
    Check {
        name: "entries-of-a-fork-are-told",
        promise: "A second link for a place of the chain is a fork, and the first stands",
        run: |kit| Box::pin(entries::of_a_fork_are_told(kit)),
    },
    Check {
        name: "entries-that-do-not-join-are-told",
        promise: "A link that does not join the one before is a fork",
        run: |kit| Box::pin(entries::that_do_not_join_are_told(kit)),
    },
    Check {
        name: "entries-behind-a-gap-are-told",
        promise: "A link behind a gap is answered with the first place that is missing",
        run: |kit| Box::pin(entries::behind_a_gap_are_told(kit)),
    },
    Check {
        name: "entries-follow-in-a-new-epoch",
        promise: "A new epoch goes on with known and new entries, and names what it follows",
        run: |kit| Box::pin(entries::follow_in_a_new_epoch(kit)),
    },
    Check {
        name: "entries-of-any-clock-are-taken",
        promise: "No clock of a machine matters: two years off are taken in order",
        run: |kit| Box::pin(entries::of_any_clock_are_taken(kit)),
    },
    Check {
        name: "entries-with-an-erased-part-are-taken",
        promise: "An erased personal part comes and goes with its digest",
        run: |kit| Box::pin(entries::with_an_erased_part_are_taken(kit)),
    },
    Check {
        name: "erasures-take-what-does-not-name-them",
        promise: "An erasure takes the personal parts of its subject that do not name it, whenever they come",
        run: |kit| Box::pin(entries::are_erased_whenever_they_come(kit)),
    },
    Check {
        name: "entries-come-back-byte-for-byte",
        promise: "Unknown kinds, versions and fields come back byte for byte",
        run: |kit| Box::pin(entries::come_back_byte_for_byte(kit)),
    },
    Check {
        name: "held-is-what-cannot-be-taken",
        promise: "Unreadable or overlong content is held, with a number and a code",
        run: |kit| Box::pin(held::is_what_cannot_be_taken(kit)),
    },
    Check {
        name: "held-blocks-nothing",
        promise: "One entry that cannot be taken never blocks those behind it",
        run: |kit| Box::pin(held::blocks_nothing_behind_it(kit)),
    },
    Check {
        name: "held-is-told-by-digests-alone",
        promise: "The feed tells a held entry as held, once, with its digests",
        run: |kit| Box::pin(held::is_told_by_its_digests_alone(kit)),
    },
    Check {
        name: "held-is-announced-when-it-comes",
        promise: "Parts that come later keep the number and are announced at a new place",
        run: |kit| Box::pin(held::is_announced_when_it_comes_later(kit)),
    },
    Check {
        name: "held-places-are-counted",
        promise: "The feed says for good what was held when it was numbered, and hashes such places",
        run: |kit| Box::pin(held::places_are_counted(kit)),
    },
    Check {
        name: "feed-is-dense",
        promise: "The feed gives every number once, in order, without a gap, on pages of any size",
        run: |kit| Box::pin(feed::is_dense(kit)),
    },
    Check {
        name: "feed-gives-what-was-sent",
        promise: "The feed bears parts, machine and chain of an entry as they were sent",
        run: |kit| Box::pin(feed::gives_what_was_sent(kit)),
    },
    Check {
        name: "feed-pages-are-kept",
        promise: "A page keeps the limit, names what it answers, and ends where the feed does",
        run: |kit| Box::pin(feed::pages_are_kept(kit)),
    },
    Check {
        name: "feed-bears-a-running-hash",
        promise: "Each page begins with the running hash of all before it",
        run: |kit| Box::pin(feed::bears_a_running_hash(kit)),
    },
    Check {
        name: "feed-tells-own-entries-shortly",
        promise: "What the machine holds comes as id, digests and number, the rest whole",
        run: |kit| Box::pin(feed::tells_own_entries_shortly(kit)),
    },
    Check {
        name: "feed-tells-others-whole",
        promise: "Entries of the site's other machines always come whole",
        run: |kit| Box::pin(feed::tells_others_whole(kit)),
    },
    Check {
        name: "feed-skips-nothing",
        promise: "While two machines send at once, whoever follows the feed misses nothing",
        run: |kit| Box::pin(at_once::nothing_is_skipped(kit)),
    },
    Check {
        name: "hello-tells-the-heads",
        promise: "The hello tells the last link of each of the machine's epochs",
        run: |kit| Box::pin(standing::heads_are_told(kit)),
    },
    Check {
        name: "links-are-told",
        promise: "The links of an epoch are told with place, hash, id, number and whether held",
        run: |kit| Box::pin(standing::links_are_told(kit)),
    },
    Check {
        name: "links-are-for-their-machine",
        promise: "A machine is told its own links alone",
        run: |kit| Box::pin(standing::links_are_for_their_machine(kit)),
    },
    Check {
        name: "marks-that-stand-are-left",
        promise: "A machine whose marks stand is not told to begin again",
        run: |kit| Box::pin(standing::marks_that_stand_are_left(kit)),
    },
    Check {
        name: "marks-that-do-not-stand-are-told",
        promise: "A machine whose newest mark does not stand is told from where to begin again",
        run: |kit| Box::pin(standing::marks_that_do_not_stand_are_told(kit)),
    },
    Check {
        name: "held-marks-are-looked-at",
        promise: "A machine that was shown something else as held is told from where to begin again",
        run: |kit| Box::pin(standing::held_marks_are_looked_at(kit)),
    },
    Check {
        name: "packs-named-are-served",
        promise: "What the hello names as packs is given, and never an older one",
        run: |kit| Box::pin(packs::named_are_served(kit)),
    },
    Check {
        name: "packs-are-signed",
        promise: "A pack is signed by the key that machines were given, for their site",
        run: |kit| Box::pin(packs::are_signed(kit)),
    },
    Check {
        name: "packs-unknown-are-404",
        promise: "A kind of pack that there is not is refused with 404",
        run: |kit| Box::pin(packs::unknown_are_404(kit)),
    },
    Check {
        name: "sites-let-machines-in",
        promise: "A code of another site lets a machine in there",
        run: |kit| Box::pin(sites::another_lets_a_machine_in(kit)),
    },
    Check {
        name: "sites-see-nothing-of-each-other",
        promise: "A machine of another site sees no entry, number, link, head or pack",
        run: |kit| Box::pin(sites::see_nothing_of_each_other(kit)),
    },
    Check {
        name: "sites-know-no-ids-of-each-other",
        promise: "The same id at another site is another entry",
        run: |kit| Box::pin(sites::know_no_ids_of_each_other(kit)),
    },
    Check {
        name: "sites-give-no-token-for-each-other",
        promise: "A machine gets no token for a site that is not its own",
        run: |kit| Box::pin(sites::give_no_token_for_each_other(kit)),
    },
    Check {
        name: "bodies-may-be-gzip",
        promise: "A batch packed by gzip is taken",
        run: |kit| Box::pin(limits::gzip_is_taken(kit)),
    },
    Check {
        name: "bodies-may-be-long",
        promise: "An entry of the greatest lawful length is taken",
        run: |kit| Box::pin(limits::the_longest_entry_is_taken(kit)),
    },
    Check {
        name: "bodies-may-say-more",
        promise: "Fields that the endpoint does not know are ignored",
        run: |kit| Box::pin(limits::unknown_fields_are_ignored(kit)),
    },
    Check {
        name: "bodies-too-large-are-413",
        promise: "A body beyond the limit is refused with 413",
        run: |kit| Box::pin(limits::too_large_is_413(kit)),
    },
    Check {
        name: "batches-too-large-are-413",
        promise: "A batch beyond the limit is refused with 413, and nothing of it is kept",
        run: |kit| Box::pin(limits::too_many_links_are_413(kit)),
    },
    Check {
        name: "gzip-bombs-are-413",
        promise: "A small pack that unpacks beyond the limit is refused with 413",
        run: |kit| Box::pin(limits::a_gzip_bomb_is_413(kit)),
    },
    Check {
        name: "deep-json-is-400",
        promise: "Deeply nested JSON is refused with 400",
        run: |kit| Box::pin(limits::deep_json_is_400(kit)),
    },
    Check {
        name: "other-media-are-415",
        promise: "Bodies that are not JSON, or packed otherwise than by gzip, are refused with 415",
        run: |kit| Box::pin(limits::other_media_are_415(kit)),
    },
    Check {
        name: "unreadable-bodies-are-400",
        promise: "A body that cannot be read is refused with 400",
        run: |kit| Box::pin(limits::unreadable_is_400(kit)),
    },
    Check {
        name: "unreadable-queries-are-400",
        promise: "A query that cannot be read is refused with 400",
        run: |kit| Box::pin(feed::bad_queries_are_malformed(kit)),
    },
    Check {
        name: "unknown-paths-are-problems",
        promise: "Unknown paths and methods are refused by problem documents",
        run: |kit| Box::pin(limits::unknown_paths_are_problems(kit)),
    },
    Check {
        name: "refusals-repeat-nothing",
        promise: "No refusal repeats anything of what was sent",
        run: |kit| Box::pin(limits::refusals_repeat_nothing(kit)),
    },
    Check {
        name: "feed-pages-can-be-taken",
        promise: "A page of long entries is closed before it is longer than a machine takes (12 MiB)",
        run: |kit| Box::pin(limits::pages_can_be_taken(kit)),
    },
    Check {
        name: "losses-open-a-counting",
        promise: "An endpoint that has lost numbers counts anew and keeps old numbers apart",
        run: |kit| Box::pin(standing::a_loss_opens_a_counting(kit)),
    },
    Check {
        name: "tokens-expire",
        promise: "A token that has expired is refused with 401, and a signature gives a new one",
        run: |kit| Box::pin(tokens::expire(kit)),
    },
    Check {
        name: "cut-off-machines-are-refused",
        promise: "A machine that was cut off is refused with 403, also with its old code",
        run: |kit| Box::pin(tokens::end_with_a_cut_off(kit)),
    },
    Check {
        name: "busy-says-when",
        promise: "Whenever it was busy in all this, it said after how many seconds to come again",
        run: |kit| Box::pin(limits::busy_says_when(kit)),
    },
];
