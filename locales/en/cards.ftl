## The answer cards, and looking for them

cards-title = Answer cards
cards-words = The words of whoever asks, or what they ask about
cards-found = Cards closest to the question
cards-card = Card
cards-nothing = No card with these words. Try another word, or note the question so that the educators write a card on it.
cards-empty = The card that you choose appears here.
cards-tell = I have answered with it
cards-none = No card for this
cards-none-words = First write the question.
cards-none-noted = The question was noted for the health educators.
cards-other-language = Other language

## The card

# Variables:
#   $version (String) - number of the version
cards-version = Version { $version }
cards-sample = Sample, not yet approved by the ministry
cards-sample-short = Sample
cards-not-valid = No longer valid
cards-danger = Signs of danger: ask about these first
cards-ask-first = Ask before answering
cards-read-out = The answer
cards-audience = For
cards-for-public = Everybody
cards-for-parents = Parents
cards-for-women = Women
cards-for-couples = Couples before marriage
cards-for-travellers = Travellers
cards-for-carers = Carers
cards-source = Source
cards-approver = Approval
cards-valid-until = Valid until

## What the caller was told

cards-told = Cards told
# Variables:
#   $title (String) - title of the card
cards-told-said = Noted as told: { $title }.
# Variables:
#   $title (String) - title of the card
cards-untell = Take the card off: { $title }
# Variables:
#   $title (String) - title of the card
cards-untold-said = Card taken off: { $title }.
