"""A wiki of which every fact is written in Georgian, and a language that is written in Greek letters: whatever Latin
letter is on a page then is of a text that nobody can translate. Must not know any page.
"""

import re
from gettext import NullTranslations

from django.contrib.auth import get_user_model
from django.utils.translation import trans_real

from apps.dates import in_words, period, written_words
from apps.door.publish import publish
from apps.entries import field_values, models
from apps.pages.templatetags import reading

GREEK = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "ΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩΩΧΥΖαβψδεφγηιξκλμνοπθρστυωωχυζ"
)
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|%[-+]?[.\d]*[a-zA-Z]|\{[^}]*\}|<[^>]+>|&#?\w+;)")
"""What stays of a message: placeholders, elements and characters by their names."""
EDITOR = "ნინო"


class Greek(NullTranslations):
    """Has a translation of every message: the message itself, in Greek letters."""

    plural_known = True

    def gettext(self, message):
        return greek(message)

    def ngettext(self, singular, plural, number):
        return greek(singular if number == 1 else plural)

    def to_language(self):
        return "ru"

    def language(self):
        return "ru"


def greek(message):
    """A message with its letters exchanged; a context before it is left out."""
    parts = _KEPT.split(message.rpartition("\x04")[2])
    return "".join(part if place % 2 else part.translate(GREEK) for place, part in enumerate(parts))


def speak_greek(patch):
    """Have what is asked for in Russian answered in Greek letters, for as long as a MonkeyPatch holds."""
    forget_greek()
    patch.setitem(trans_real._translations, "ru", Greek())


def forget_greek():
    """What was made of texts is kept by language, and Greek was taken for Russian."""
    for kept in (in_words._forms, written_words._words, period._words, field_values._words, reading._ways_at):
        kept.cache_clear()


def build():
    """Make the wiki: two entries of each kind, claims of every sort between them, sourced and not, now and then."""
    user = get_user_model().objects.create_user(EDITOR)

    def save(*rows, **options):
        publish(rows, user=user, summary="ცვლილება", **options)

    source = models.Source(
        title="წყარო", slug="s", type="book", author="ავტორი", publisher="გამომცემელი", published="2009~"
    )
    save(source)
    cites = "@s, ¶1"
    text = (
        '# თავი\n\nტექსტი [@s, ¶2] [[წევრი]] [[არარსებული]] {{members of="b"}} {{date of="e"}} {{count of="b"}}.\n\n'
        "# მეორე\n\nტექსტი"
    )
    state = models.State(
        title="წევრი",
        slug="a",
        iso_code="BY",
        established="1991-08-25",
        dissolved="..",
        attested="2009",
        cites=cites,
        identifiers="wikidata: Q184\niso3166: BY",
        summary="შეჯამება",
    )
    former = models.State(title="ძველი", slug="f", established="1922", dissolved="1991-12-26", summary="შეჯამება")
    body = models.Body(
        title="კავშირი", slug="b", abbreviation="კ", type="organisation", established="1992-05", dissolved="..",
        seat="თბილისი", composition="ყველა", cites=cites, summary="შეჯამება",
    )  # fmt: skip
    save(state, former, body)
    event = models.Event(
        title="შეხვედრა",
        slug="e",
        type="summit",
        date="1999-05-15/1999-05-17",
        place="თბილისი",
        host=state,
        organisation=body,
        ordinal="1",
        outcome="შედეგი",
        summary="შეჯამება",
    )
    person = models.Person(title="პირი", slug="p", native_name="პირი", description="აღწერა", summary="შეჯამება")
    save(event, person)
    document = models.Document(
        title="ხელშეკრულება",
        slug="d",
        type="treaty",
        concluded="1992-05-15",
        place="ტაშკენტი",
        organisation=body,
        consent="signature-subject-to-ratification",
        in_force="1994-04-20",
        depositary="რუსეთი",
        languages="ქართული",
        adopted_at=event,
        unts_volume="1894",
        unts_number="I-32307",
        summary="შეჯამება",
    )
    organ = models.Body(
        title="საბჭო", slug="o", type="organ", parent=body, established="199X", dissolved="2005-21", summary="შეჯამება"
    )
    topic = models.Topic(title="თემა", slug="t", text=text, summary="შეჯამება")
    other = models.Document(title="ოქმი", slug="d2", type="protocol", concluded="1999~", summary="შეჯამება")
    save(document, organ, topic, other)
    body.text = text
    save(body)
    tie(save, cites, state, former, body, event, person, document, organ, other)
    for each in (state, body):
        each.summary = "მეორე შეჯამება"
        save(each)
    gone = models.Person(title="წაშლილი", slug="g", summary="შეჯამება")
    save(gone)
    save(deletes=[gone])
    return body


def tie(save, cites, state, former, body, event, person, document, organ, other):
    """Claims of every sort; with notes and sources and without, certain and not."""
    note = "შენიშვნა"
    save(
        models.Name(
            entry=body, text="კავშირი დიდი", language="ka", sort="official", start="1992", end="..", cites=cites
        ),
        models.Name(entry=state, text="წევრი ძველად", sort="former", start="1991", end="1995"),
        models.Membership(
            member=state, body=body, start="1992-05-15", end="..", attested="2009", cites=cites, note=note
        ),
        models.Membership(member=former, body=body, status="observer", start="1991", end="1991"),
        models.Membership(member=state, body=organ, status="partner", start="1993", end="1999", rank="deprecated"),
        models.Membership(member=state, body=body, status="suspended", start="1999?", end="2001"),
        models.Participation(party=state, event=event, role="host", cites=cites),
        models.Participation(party=person, event=event, role="outgoing-chair", note=note),
        models.Tenure(person=person, institution=body, office="მდივანი", start="1994-01", end="1996", cites=cites),
        models.Tenure(person=person, institution=organ, office="თავმჯდომარე", start="", end=".."),
        models.Deployment(force=organ, location=state, unit="ნაწილი", place="ქალაქი", personnel="1500", start="1995"),
        models.Succession(predecessor=former, successor=state, type="dissolution", date="1991-12-26", cites=cites),
        models.Declaration(party=state, document=document, type="reservation", text="თქმა", date="1993", cites=cites),
    )
    acts = ("signature", "ratification", "provisional-application", "denunciation", "suspension", "observer", "refusal")
    for year, action in enumerate(acts, 1993):
        save(models.TreatyAction(party=state, document=document, action=action, date=str(year), cites=cites, note=note))
    save(
        models.TreatyAction(party=former, document=document, action="signature", date="1992-05-15"),
        models.TreatyAction(party=state, document=other, action="signature", date="1999", event=event),
        models.Confirmation(entry=body, listed="members", as_of="2009-06-14", cites=cites),
    )
