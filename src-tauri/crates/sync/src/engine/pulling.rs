//! Pulling the feed: page after page, each folded in before the next.

use domain::wire::FeedPage;

use super::event::Action;
use super::moment::Moment;
use super::page::{BadPage, check};
use super::{Engine, Request};
use crate::journal::Cursor;
use crate::status::{LinkProblem, LinkState};

impl Engine {
    /// Asks for the next page; where there is none, the round is over and packs have their turn.
    pub(super) fn pull(&mut self, now: Moment) {
        self.report_connected();
        let up_to_date = self.pulled_to.is_some_and(|number| number >= self.last);
        if up_to_date && !self.sent_some {
            self.get_pack();
            self.rest(now);
            return;
        }
        let ask = self.ask(Request::Page);
        self.actions.push(Action::PullFeed {
            ask,
            limit: self.feed_limit,
        });
    }

    pub(super) fn page_came(&mut self, asked: Option<&Cursor>, page: FeedPage, now: Moment) {
        let Some(parties) = self.parties else {
            return;
        };
        let last = page.last;
        match check(page, asked, self.feed_limit, &parties) {
            Ok(page) => {
                self.actions.push(Action::Heard);
                self.sent_some = false;
                self.last = last;
                let Some(number) = page.items.last().map(|item| item.number) else {
                    self.pulled_to = Some(page.after);
                    self.get_pack();
                    self.rest(now);
                    return;
                };
                let ask = self.ask(Request::Accepting(number));
                self.actions.push(Action::Accept { ask, page });
            }
            // The next greeting tells from where on; it has the marks.
            Err(BadPage::OtherPast) => self.centre_failed(now),
            Err(BadPage::Newer) => self.refused(LinkProblem::UpgradeNeeded, now),
            Err(BadPage::Nonsense) => self.centre_failed(now),
        }
    }

    pub(super) fn accepted(&mut self, number: u64, now: Moment) {
        self.pulled_to = Some(number);
        self.pull(now);
    }

    fn centre_failed(&mut self, now: Moment) {
        self.pulled_to = None;
        self.back_off_with(LinkState::Unreachable, LinkProblem::CentreFailed, None, now);
    }
}
