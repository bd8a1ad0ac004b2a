//! The one list of commands that the window may call, each three lines over `app`.

mod backups;
mod caller;
mod calls;
mod cards;
mod cases;
mod condition;
mod desktop;
mod drafts;
mod erasure;
mod exports;
mod figures;
mod follow_ups;
mod importing;
mod improvement;
mod journal;
mod link;
mod lists;
mod people;
mod restoring;
mod review;
mod search;
mod shift;
mod start;
mod surveys;
mod ways;

use std::sync::Arc;

use app::{App, AppError, Result};

/// The application, as Tauri hands it to a command.
pub(crate) type Nida<'a> = tauri::State<'a, Arc<App>>;

/// Asks the application on the runtime's pool for what may wait: a command that is written as a plain
/// function runs on one of the few workers of the runtime, which has as many as there are processors. Two
/// that wait for a disk, a key derivation or a centre (75 seconds at the most) would hold up every other.
pub(crate) async fn ask<T: Send + 'static>(
    app: Nida<'_>,
    what: impl FnOnce(&App) -> Result<T> + Send + 'static,
) -> Result<T> {
    let app = Arc::clone(&app);
    let asked = tauri::async_runtime::spawn_blocking(move || what(&app)).await;
    asked.unwrap_or(Err(AppError::Internal("a command broke off")))
}

/// The handler of every command; `build.rs` reads this list.
pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        start::app_state,
        start::look_again,
        start::begin_station,
        start::first_code,
        start::first_start,
        start::new_recovery_code,
        start::confirm_recovery_code,
        start::open_by_itself,
        start::open_store,
        start::practice_enter,
        start::practice_leave,
        lists::lists,
        lists::lists_overview,
        lists::list_sheet,
        lists::list_uses,
        lists::list_changes,
        lists::change_lists,
        lists::withdraw_list_change,
        lists::remake_list_change,
        lists::write_lists_file,
        ways::ways_in,
        ways::add_keyring,
        ways::remove_way,
        ways::try_way,
        ways::change_passphrase,
        people::sign_in,
        people::sign_out,
        people::set_preferences,
        people::key_bindings,
        people::set_key_bindings,
        people::people,
        people::add_person,
        people::give_secret,
        people::replace_secret,
        people::renew_secret,
        people::recover_secret,
        people::set_person_active,
        people::change_login,
        people::change_person,
        people::lock,
        people::set_lock_times,
        people::notice_setting,
        people::set_notices,
        people::change_secret,
        drafts::draft_keep,
        drafts::drafts,
        drafts::draft_discard,
        drafts::draft_restore,
        drafts::others_drafts,
        drafts::take_draft,
        drafts::taken_drafts,
        drafts::mark_taken_told,
        calls::log_call,
        calls::add_to_log,
        calls::void_call,
        calls::restore_call,
        calls::amend_call,
        calls::call_form,
        calls::take_back_correction,
        calls::call_history,
        calls::promise_times,
        calls::own_log,
        calls::mark_comments_seen,
        calls::call,
        caller::caller_card,
        caller::likely_persons,
        caller::people_by_name,
        caller::person_sheet,
        caller::conversation,
        caller::same_problem,
        caller::flag_number,
        caller::lift_flag,
        caller::merge_persons,
        caller::undo_merge,
        erasure::erasure_preview,
        erasure::erase_person,
        erasure::erasures,
        erasure::retention_preview,
        erasure::erase_old,
        erasure::erasing_progress,
        erasure::stop_erasing,
        erasure::write_person_data,
        calls::comment_call,
        search::search,
        cards::search_cards,
        cards::card,
        cards::no_card,
        cases::cases,
        cases::find_case,
        cases::case,
        cases::move_case,
        cases::take_case,
        cases::give_case,
        cases::tell_case,
        cases::amend_case,
        cases::hold_case,
        cases::view_sensitive,
        follow_ups::plan_follow_up,
        follow_ups::attempt_follow_up,
        follow_ups::replan_follow_up,
        follow_ups::end_follow_up,
        follow_ups::cancel_follow_up,
        follow_ups::due_follow_ups,
        follow_ups::due_count,
        shift::shifts,
        shift::shift_log,
        shift::shift_review,
        shift::sign_shift,
        shift::hand_over,
        shift::confirm_hand_over,
        shift::return_call,
        shift::take_back_return,
        shift::score_so_far,
        shift::score_call,
        shift::take_back_score,
        shift::reply_to_score,
        backups::backup_status,
        backups::make_backup,
        backups::backup_progress,
        backups::backup_stop,
        backups::backups,
        backups::set_backup_place,
        backups::check_backup,
        restoring::restore_choices,
        restoring::restore_try,
        restoring::restore_progress,
        restoring::restore_stop,
        restoring::restore_finish,
        restoring::restore_give_up,
        restoring::close_to_restore,
        shift::check_journal,
        shift::journal_progress,
        journal::journal_page,
        journal::journal_entry,
        figures::figures,
        figures::figure_calls,
        figures::figure_cases,
        figures::figure_surveys,
        surveys::surveys,
        surveys::log_survey,
        surveys::withdraw_survey,
        exports::write_bulletin,
        exports::write_rows,
        exports::write_shift_log,
        exports::write_chain,
        exports::export_progress,
        exports::export_stop,
        exports::export_log,
        exports::bulletin_schedule,
        exports::set_bulletin_schedule,
        improvement::spikes,
        improvement::recommend,
        improvement::improvements,
        improvement::answer_improvement,
        improvement::withdraw_improvement,
        improvement::improvement_effect,
        review::review_count,
        review::review_list,
        review::decide_finding,
        review::take_back_decision,
        link::link_status,
        link::connect_centre,
        link::sync_now,
        link::held_entries,
        link::offer_held,
        link::epochs_begun,
        link::courier_out,
        link::courier_in,
        link::courier_card,
        link::courier_enrol,
        link::courier_progress,
        importing::import_open,
        importing::import_look,
        importing::import_check,
        importing::import_faults,
        importing::import_faulty_file,
        importing::import_run,
        importing::import_progress,
        importing::import_stop,
        importing::import_batches,
        importing::import_undo_look,
        importing::import_undo,
        desktop::screen_pops,
        desktop::end_screen_pop,
        desktop::diagnostics,
        condition::condition,
        condition::check_condition,
        condition::condition_progress,
        condition::condition_stop,
        desktop::close_window
    ]
}
