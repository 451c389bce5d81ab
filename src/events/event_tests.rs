//! Which happenings are worth a point on the timeline, and what they are called.

use super::marked::happenings;
use super::*;

fn titles(source: &str) -> String {
    happenings(source).events.into_iter().map(|e| e.title).collect::<Vec<_>>().join("; ")
}

#[test]
fn titles_are_the_words_of_the_article() {
    let check = |source: &str, expected: &str| assert_eq!(titles(source), expected, "{source}");
    // "… agreed" alone says nothing, though what was agreed to is long.
    check(
        "On {2018-06-12|June 12} in [Tarn], Bo Lund agreed to the immediate repatriation of all those soldiers whose names are known by now.",
        "Bo Lund agreed to the immediate repatriation",
    );
    check("Officials said that the envoys met in [Esk] on {2018-07-02|Monday}, as some expected.", "Envoys met in Esk");
    check("On {2018-07-02|Monday}, the soldiers carried a hundred boxes to [Esk].", "Soldiers carried a hundred boxes to Esk");
    check("At the {2018-06-12|June 12} summit in [Esk], the kings signed a treaty.", "Summit in Esk: Kings signed a treaty");
    check("The weather is fine.", "");
    check(
        "The flood hit [Holm] on {2018-07-02|Monday} and spread to [Esk], where it is expected to reach by {2018-07-20|Friday}.",
        "Flood hit Holm and spread to Esk",
    );
    check("Relief came from [Esk] on {2018-07-02|Monday}, with a second flood expected to reach [Tarn].", "Relief came from Esk");
    check(
        "On {2018-07-02|Monday} a gun battle began between the army and smugglers in [Esk].",
        "Gun battle began between the army and smugglers in Esk",
    );
    check("A 31-year-old man was arrested in [Esk] on {2018-07-02|Monday}.", "31-year-old man was arrested in Esk");
    let status = |source: &str| happenings(source).events.first().map(|e| e.status.status);
    assert_eq!(status("Queen Ann suspended parliament in [Esk] on {2018-07-02|Monday}."), Some(Status::Done));
    assert_eq!(status("Queen Ann suspended the talks in [Esk] on {2018-07-02|Monday}."), Some(Status::Cancelled));
}

#[test]
fn what_somebody_did_on_a_day_is_an_event_whatever_the_verb() {
    let check = |source: &str, expected: &str| assert_eq!(titles(source), expected, "{source}");
    check("On {2018-07-14|Saturday}, Ann Carter defeated Bo Lund in the final.", "Ann Carter defeated Bo Lund in the final");
    check("The minister on {2018-07-10|Tuesday} announced his death.", "Minister announced his death");
    // How things are, what is said, what is asked and what did not happen are none.
    check("On {2018-07-14|Saturday}, Ann Carter wanted a new car.", "");
    check("The minister announced on {2018-07-10|Tuesday} that the weather was fine.", "");
    check("It was not clear if the fight went on in [Esk] on {2018-07-15|Sunday}.", "");
    check("On {2018-07-14|Saturday}, not one sailor arrived in [Esk].", "");
}

#[test]
fn the_date_of_an_event_is_its_own() {
    let days = |source: &str| happenings(source).events.iter().map(|e| e.when.map(|w| w.start.date())).collect::<Vec<_>>();
    let day = Some(Date::constant(2018, 7, 12));
    assert_eq!(
        days("On {2018-07-12|Thursday}, Ann Carter, a candidate for the vote to be held on {2018-08-09|August 9}, held a rally in [Esk]."),
        [day]
    );
    // What goes on since a year began with it, and is told as what was before.
    let found = happenings("Queen Ann has ruled the islands since {1998-05-01|May 1998}.").events;
    assert_eq!(found.iter().map(|e| (e.is_background, e.when.map(|w| w.start.date().year()))).collect::<Vec<_>>(), [(true, Some(1998))]);
}
