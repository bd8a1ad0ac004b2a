// The backend of the real window: each method is one command of the shell.
// This is the only file that knows the shell.

import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

import { keepable } from '../text';
import type { Backend } from './backend';
import type { LinkStatus } from './types/LinkStatus';

export function tauriBackend(): Backend {
  return {
    appState: () => invoke('app_state'),
    lookAgain: () => invoke('look_again'),
    beginStation: (begun) => invoke('begin_station', { begun }),
    firstCode: () => invoke('first_code'),
    firstStart: (first) => invoke('first_start', { first }),
    newRecoveryCode: (secret) => invoke('new_recovery_code', { secret }),
    confirmRecoveryCode: (groups) => invoke('confirm_recovery_code', { groups }),
    openByItself: () => invoke('open_by_itself'),
    openStore: (open) => invoke('open_store', { open }),
    waysIn: () => invoke('ways_in'),
    addKeyring: (secret) => invoke('add_keyring', { secret }),
    removeWay: (way) => invoke('remove_way', { way }),
    changePassphrase: (change) => invoke('change_passphrase', { change }),
    signIn: (signIn) => invoke('sign_in', { signIn }),
    signOut: () => invoke('sign_out'),
    setPreferences: (preferences) => invoke('set_preferences', { preferences }),
    keyBindings: () => invoke('key_bindings'),
    setKeyBindings: (bindings) => invoke('set_key_bindings', { bindings }),
    people: () => invoke('people'),
    addPerson: (person) => invoke('add_person', { person }),
    giveSecret: (given) => invoke('give_secret', { given }),
    replaceSecret: (given) => invoke('replace_secret', { given }),
    renewSecret: (renewed) => invoke('renew_secret', { renewed }),
    recoverSecret: (recovered) => invoke('recover_secret', { recovered }),
    setPersonActive: (change) => invoke('set_person_active', { change }),
    changeLogin: (change) => invoke('change_login', { change }),
    lock: (why) => invoke('lock', { why }),
    setLockTimes: (times) => invoke('set_lock_times', { times }),
    noticeSetting: () => invoke('notice_setting'),
    setNotices: (setting) => invoke('set_notices', { setting }),
    changeSecret: (change) => invoke('change_secret', { change }),
    practiceEnter: () => invoke('practice_enter'),
    practiceLeave: () => invoke('practice_leave'),
    lists: () => invoke('lists'),
    draftKeep: (form) => invoke('draft_keep', { form }),
    drafts: () => invoke('drafts'),
    draftDiscard: (id) => invoke('draft_discard', { id }),
    draftRestore: (id) => invoke('draft_restore', { id }),
    othersDrafts: () => invoke('others_drafts'),
    takeDraft: (take) => invoke('take_draft', { take }),
    takenDrafts: () => invoke('taken_drafts'),
    markTakenTold: (takeovers) => invoke('mark_taken_told', { takeovers }),
    logCall: (form, saveAs) => invoke('log_call', { form, saveAs }),
    addToLog: (form, log, saveAs) => invoke('add_to_log', { form, log, saveAs }),
    voidCall: (id, reason) => invoke('void_call', { id, reason }),
    restoreCall: (id) => invoke('restore_call', { id }),
    amendCall: (form) => invoke('amend_call', { form }),
    takeBackCorrection: (back) => invoke('take_back_correction', { back }),
    callHistory: (id) => invoke('call_history', { id }),
    callForm: (id) => invoke('call_form', { id }),
    promiseTimes: (urgent) => invoke('promise_times', { urgent }),
    ownLog: (after) => invoke('own_log', { after }),
    markCommentsSeen: (seen) => invoke('mark_comments_seen', { seen }),
    call: (id) => invoke('call', { id }),
    callerCard: (query) => invoke('caller_card', { query }),
    likelyPersons: (query) => invoke('likely_persons', { query }),
    peopleByName: (name) => invoke('people_by_name', { name: keepable(name).text }),
    personSheet: (id) => invoke('person_sheet', { id }),
    conversation: (query) => invoke('conversation', { query }),
    sameProblem: (query) => invoke('same_problem', { query }),
    flagNumber: (flag) => invoke('flag_number', { flag }),
    liftFlag: (id) => invoke('lift_flag', { id }),
    mergePersons: (kept, merged) => invoke('merge_persons', { kept, merged }),
    undoMerge: (merge) => invoke('undo_merge', { merge }),
    // Half a surrogate pair, as a paste may bring one, would not be read as JSON at all.
    search: (query) => invoke('search', { query: { ...query, text: keepable(query.text).text } }),
    cases: (query) => invoke('cases', { query }),
    findCase: (typed) => invoke('find_case', { typed }),
    case: (id) => invoke('case', { id }),
    moveCase: (made) => invoke('move_case', { made }),
    takeCase: (id) => invoke('take_case', { id }),
    giveCase: (given) => invoke('give_case', { given }),
    tellCase: (told) => invoke('tell_case', { told }),
    amendCase: (amended) => invoke('amend_case', { amended }),
    planFollowUp: (planned) => invoke('plan_follow_up', { planned }),
    attemptFollowUp: (attempt) => invoke('attempt_follow_up', { attempt }),
    replanFollowUp: (replanned) => invoke('replan_follow_up', { replanned }),
    endFollowUp: (end) => invoke('end_follow_up', { end }),
    cancelFollowUp: (end) => invoke('cancel_follow_up', { end }),
    dueFollowUps: (until) => invoke('due_follow_ups', { until }),
    dueCount: () => invoke('due_count'),
    shifts: () => invoke('shifts'),
    shiftLog: (query) => invoke('shift_log', { query }),
    shiftReview: (shift) => invoke('shift_review', { shift }),
    signShift: (signature) => invoke('sign_shift', { signature }),
    returnCall: (made) => invoke('return_call', { made }),
    takeBackReturn: (back) => invoke('take_back_return', { back }),
    reviewCount: () => invoke('review_count'),
    reviewList: (after) => invoke('review_list', { after }),
    decideFinding: (decision) => invoke('decide_finding', { decision }),
    takeBackDecision: (decided) => invoke('take_back_decision', { decided }),
    commentCall: (comment) => invoke('comment_call', { comment }),
    searchCards: (query) => invoke('search_cards', { query }),
    card: (code, version) => invoke('card', { code, version }),
    noCard: (asked) => invoke('no_card', { asked }),
    linkStatus: () => invoke('link_status'),
    connectCentre: (connect) => invoke('connect_centre', { connect }),
    syncNow: () => invoke('sync_now'),
    heldEntries: () => invoke('held_entries'),
    offerHeld: (entries) => invoke('offer_held', { entries }),
    epochsBegun: () => invoke('epochs_begun'),
    courierOut: (folder) => invoke('courier_out', { folder }),
    courierIn: (folder) => invoke('courier_in', { folder }),
    courierCard: (folder) => invoke('courier_card', { folder }),
    courierEnrol: (wanted) => invoke('courier_enrol', { wanted }),
    courierProgress: () => invoke('courier_progress'),
    onLinkChanged: (heard) => hear<LinkStatus>('link-changed', heard),
    screenPops: () => invoke('screen_pops'),
    endScreenPop: (id) => invoke('end_screen_pop', { id }),
    onCallAnnounced: (heard) => hear('call-announced', heard),
    diagnostics: () => invoke('diagnostics'),
    closeWindow: (go) => invoke('close_window', { go }),
    onCloseAsked: (heard) => hear('close-asked', heard),
  };
}

/** Listens to an event of the shell; the answer ends it, even before the listening has begun. */
function hear<Payload = null>(name: string, heard: (payload: Payload) => void): () => void {
  const stop = listen<Payload>(name, (event) => {
    heard(event.payload);
  });
  return () => {
    void stop.then((end) => {
      end();
    });
  };
}
