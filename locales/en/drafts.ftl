## Drafts of others

drafts-others = Drafts of colleagues
drafts-take = Take over
# Variables:
#   $title (String) - the type of the draft
drafts-take-title = Take over a draft: { $title }
drafts-take-lead = The draft becomes yours with all that is typed in it. That you took it, and why, is recorded and told to its agent when they sign in.
drafts-take-reason = Reason for taking it over
drafts-take-confirm = Take over and go on
drafts-taken-said = The draft is yours now and open.

## What others took over

drafts-taken = Taken over from your drafts
drafts-taken-read = Read
