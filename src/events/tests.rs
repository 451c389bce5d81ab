//! The tests of this step, on texts whose places and dates are marked.

use super::clause::Clauses;
use super::marked::{check, happenings, marked};
use super::reading::Reading;
use super::*;
use crate::article::Article;

#[test]
fn one_clause_tells_from_where_to_where() {
    check("The ferry sailed from [Esk] to [Tarn] on {2018-05-03|May 3}.", "Esk 2018-05-03 > Tarn 2018-05-03");
    check("The patients were flown from [Esk] to [Tarn] by helicopter.", "Esk > Tarn");
    check("Her flight from [Esk] to [Tarn] took nine hours.", "Esk > Tarn");
    check("The minister left [Esk] for [Tarn].", "Esk > Tarn");
    check("From [Esk] the minister will fly to [Tarn].", "Esk > Tarn (planned)");
    check("The convoy drove from [Esk] through [Holm] to [Tarn].", "Esk > Holm > Tarn");
    check("The delegation travelled from [Esk] to [Tarn], [Holm] and [Vik].", "Esk > Tarn > Holm > Vik");
}

#[test]
fn movers_are_followed_over_sentences() {
    check("Ann Lee spoke in [Esk] in the morning. She then flew to [Tarn].", "Esk > Tarn");
    check("President Bo Lund left [Esk] on Monday. The president will travel on to [Tarn].", "Esk > Tarn (planned)");
    check("The ship left [Esk] in May. It reached [Tarn] two weeks later.", "Esk > Tarn");
    check("Officers from [Esk] arrived in [Tarn] on {2018-07-02|July 2}.", "Esk 2018-07-02 > Tarn 2018-07-02");
}

#[test]
fn notes_may_never_say_who_it_is() {
    check(
        "She flew from [Esk] to [Tarn] on {2018-05-03|May 3}. She drove on to [Holm].",
        "Esk 2018-05-03 > Tarn 2018-05-03 > Holm 2018-05-03",
    );
    check("It flew from [Esk] to [Tarn].", "");
}

#[test]
fn the_day_of_a_start_holds_for_what_the_next_sentence_tells() {
    check(
        "A team will collect the coffins from [Esk] and fly them out on {2018-07-27|July 27}. They will first travel to [Tarn], or to [Holm].",
        "Esk 2018-07-27 > Tarn or Holm 2018-07-27 (planned)",
    );
}

#[test]
fn a_choice_is_one_journey_with_a_fork() {
    check("A team will fly from [Esk] to [Tarn], or to [Holm].", "Esk > Tarn or Holm (planned)");
    check(
        "A team is planned to collect the coffins from [Esk]. They will first travel to [Tarn], or to [Holm].",
        "Esk > Tarn or Holm (planned)",
    );
}

#[test]
fn status_comes_from_the_verb_group() {
    check("The minister is expected to travel from [Esk] to [Tarn].", "Esk > Tarn (planned)");
    check("The minister could travel from [Esk] to [Tarn].", "Esk > Tarn (possible)");
    check("The crew failed to sail from [Esk] to [Tarn].", "Esk > Tarn (cancelled)");
    check("The minister cancelled her trip from [Esk] to [Tarn].", "Esk > Tarn (cancelled)");
    check("The minister did not travel from [Esk] to [Tarn].", "");
    check("The plane crashed on a flight from [Esk] to [Tarn].", "Esk > Tarn (cancelled)");
}

#[test]
fn homes_are_origins_and_goals() {
    check("A [Danish|Denmark] minister travelled to [Tarn].", "Danish > Tarn");
    check("Ann Lee was born in {1920-01-01|1920} in [Esk] and died in [Tarn].", "Esk 1920-01-01 > Tarn");
    check("Ann Lee, who was born in [Esk], later moved to [Tarn].", "Esk > Tarn");
}

#[test]
fn verbs_of_more_than_one_word_move_too() {
    check("The yacht set sail from [Esk] bound for [Tarn].", "Esk > Tarn");
    check("The plane was en route from [Esk] to [Tarn] when it disappeared on {2018-05-03|Thursday}.", "Esk 2018-05-03 > Tarn (cancelled)");
    check("The migrants are on their way from [Esk] to [Tarn].", "Esk > Tarn (ongoing)");
    check("The ship was bound for [Tarn] from [Esk].", "Esk > Tarn");
    check("A ship loaded with wheat left [Esk] for [Tarn].", "Esk > Tarn");
    check("The minister had been due to fly from [Esk] to [Tarn].", "Esk > Tarn (cancelled)");
}

#[test]
fn where_the_article_is_told_from_is_an_origin() {
    check("[ESK] (AP) -- The minister left on {2018-07-14|Saturday} for a visit to [Tarn].", "ESK 2018-07-14 > Tarn");
    check("[ESK] — Ann Lee will fly to [Tarn] on {2018-07-20|Friday}.", "ESK 2018-07-20 > Tarn 2018-07-20 (planned)");
}

#[test]
fn namesakes_are_two_people() {
    check("Ann Lee spoke in [Esk]. Her father Bo Lee spoke in [Holm]. Ann Lee flew to [Tarn].", "Esk > Tarn");
    check("Kim Jong-un left [Esk] by train and is due to arrive in [Tarn].", "Esk > Tarn (planned)");
}

#[test]
fn parts_of_a_group_go_on_with_it() {
    check("The refugees arrived in [Esk]. Most of them travelled on to [Tarn].", "Esk > Tarn");
    check("The caravan set off from [Esk]. The migrants reached [Tarn].", "Esk > Tarn");
    check("Ann Lee landed in [Esk], flying in from [Tarn].", "Tarn > Esk");
    check("The remains of the explorer, who died in [Esk], were brought to [Tarn].", "Esk > Tarn");
}

#[test]
fn places_visited_in_turn_are_one_journey() {
    check("The minister will visit [Esk], [Tarn] and [Holm].", "Esk > Tarn (planned) > Holm (planned)");
    check("A nurse returned to [Esk] from [Tarn]. She flew via [Holm].", "Tarn > Holm > Esk");
}

#[test]
fn a_time_of_day_is_of_the_day_that_the_story_is_at() {
    let times = "On {2018-07-03|Tuesday}, a pilot took off from [Esk]. She landed in [Tarn] soon after.";
    check(times, "Esk 2018-07-03 > Tarn 2018-07-03");
    check("Ann Lee arrived in [Esk] on {2018-07-03|Tuesday}, after she had been held in [Tarn].", "Tarn > Esk 2018-07-03");
}

#[test]
fn storms_are_where_they_strike() {
    check(
        "Hurricane Ada formed east of [Esk] on {2018-07-01|July 1}. The storm struck [Tarn] on {2018-07-03|July 3} and is forecast to reach [Holm].",
        "Esk 2018-07-01 > Tarn 2018-07-03 > Holm (planned)",
    );
}

#[test]
fn what_only_sounds_like_movement_is_none() {
    check("The talks moved from [Esk] to [Tarn].", "");
    check("Prices rose in [Esk], [Tarn] and [Holm].", "");
    check("The airline runs flights to [Tarn].", "");
    check("The letter was a response to [Tarn].", "");
}

#[test]
fn a_storm_that_is_over_comes_no_further() {
    check(
        "Storm Ada formed near [Esk] on {2018-07-01|July 1} before heading west. It was forecast to reach [Tarn] on {2018-07-03|July 3}, but dissipated.",
        "Esk 2018-07-01 > Tarn 2018-07-03 (cancelled)",
    );
}

#[test]
fn a_life_told_from_birth_starts_nowhere_told_before() {
    check("The news is sad. It rained. Ann Lee was treated in [Esk]. Lee was born in 1924. She later returned to [Tarn].", "");
}

#[test]
fn what_is_told_again_gives_its_date() {
    check("The ferry sank on its way from [Esk] to [Tarn]. It hit the water hard.", "Esk > Tarn (cancelled)");
    check("A jet left [Esk] for [Tarn] and hit a mountain.", "Esk > Tarn (cancelled)");
    check(
        "A fire broke out in [Vik]. Crews from [Esk], [Tarn] and [Holm] according to officials attended.",
        "Esk > Vik; Tarn > Vik; Holm > Vik",
    );
    check("Ann Lee, a [Danish|Denmark] writer, lived in exile in [Esk].", "Danish > Esk");
}

#[test]
fn flights_have_numbers_models_and_fates() {
    check("The bombing of Pan Am Flight 12 from [Esk] to [Tarn] killed many.", "Esk > Tarn (cancelled)");
    check("Flight 12 crashed. The Airbus A320 was forty minutes from [Esk] to [Tarn] when it vanished.", "Esk > Tarn (cancelled)");
    check("Power is back in [Vik]. Generators were sent to [Tarn] and extra staff have been flown in from [Esk].", "Esk > Tarn");
    check("Ann Lee was tried in [Esk]. She has been buried in [Tarn].", "");
    check("Bo Lund, a writer, lived in [Esk]. He was arrested in [Tarn].", "Esk > Tarn");
    check("Ann Lee was held in the [Esk]-run prison. She then flew to [Tarn].", "");
}

#[test]
fn what_is_kept_from_happening_or_happens_to_things_is_no_movement() {
    check("The chancellor in [Esk] wants to end the ban on sales to [Tarn].", "");
    check("The president of [Esk] should return [Holm] to [Tarn].", "");
    check("Ann Lee spoke in [Esk]. The weather prevented her from visiting [Tarn].", "");
    check("Envoys will travel to [Esk] to resolve the dispute between [Holm] and [Tarn].", "");
    check("The trains were bound for [Esk] and [Tarn].", "");
    check("A storm near [Esk] is moving toward [Tarn].", "");
}

#[test]
fn what_cannot_travel_does_not() {
    check("High Street begins on Bridge Street in [Esk] and ends in [Tarn].", "");
    check("Our schedule has a trip to [Esk] and a trip to [Tarn].", "");
    check("The airline will launch daily flights between [Esk] and [Tarn].", "");
    check("Qantas will double its flights between [Esk] and [Tarn].", "");
    check("Ann Lee's flight from [Esk] to [Tarn] took a day.", "Esk > Tarn");
    check("Supreme Court Justice Ann Lee spoke in [Esk]. The Supreme Court was silent. Lee flew to [Tarn].", "Esk > Tarn");
}

#[test]
fn what_anybody_may_do_is_no_journey() {
    check("[Danes|Denmark] who plan to travel to [Tarn] should take care.", "");
    check("More than 2,500 [Danish|Denmark] refugees enter [Tarn] annually.", "");
    check("The bombs have frightened away visitors from [Esk]. It was a bad day in [Tarn].", "");
    check("Six [Danish|Denmark] visitors were robbed on a train in [Tarn].", "Danish > Tarn");
    check("45 artists who left [Esk] for [Tarn] are on show.", "Esk > Tarn");
}

#[test]
fn who_is_meant_is_not_always_the_noun_before() {
    check("Ann Lee, who robbed Bo Lund and who drove from [Esk] to [Tarn], was tried.", "Esk > Tarn");
    check("Reports said the parts of the bomb that exploded were sent by road from [Esk] to [Tarn].", "Esk > Tarn");
    check("Bo Lund always told of his fear of being extradited from [Esk] to [Tarn].", "Esk > Tarn (possible)");
    let label = |source: &str| happenings(source).journeys.first().map(|j| j.mover.clone()).unwrap_or_default();
    assert_eq!(label("Ann Lee, who wrote to Bo Lund and who drove from [Esk] to [Tarn], was tried."), "Ann Lee");
    assert_eq!(label("Reports said the parts of the bomb that exploded were sent by road from [Esk] to [Tarn]."), "the parts");
    assert_eq!(label("Secretary of State Ann Lee flew from [Esk] to [Tarn]."), "Secretary of State Ann Lee");
}

#[test]
fn what_is_meant_or_feared_is_not_done() {
    check("Police told of a plot to seize boys in [Esk] and smuggle them from [Esk] to [Tarn].", "Esk > Tarn (possible)");
    check("The minister looked forward to visiting [Esk] and [Tarn].", "Esk > Tarn (planned)");
    check("Ann Lee, who lived in [Esk], was visiting [Tarn] when she was robbed.", "Esk > Tarn");
}

#[test]
fn both_ends_may_stand_in_other_phrases() {
    check("[Denmark] has extradited to [Tarn] a man convicted of murder.", "Denmark > Tarn");
    check("The [Danish|Denmark] government is planning to send 220 soldiers to [Tarn].", "Danish > Tarn (planned)");
    check("The president is expected to leave [Esk] for exile in [Tarn].", "Esk > Tarn (planned)");
    check("The journalist was held in [Esk] and taken from [Esk] to the capital, [Tarn].", "Esk > Tarn");
    check("Ann Lee returned from a visit to [Esk]. She lives in [Tarn].", "Esk > Tarn");
    check("Bo Lund was held in [Esk]. He visited the embassy of [Denmark] in [Tarn].", "Esk > Tarn");
    check("Ann Lee was stopped in [Esk]. She made it to [Tarn] in the end.", "Esk > Tarn");
}

#[test]
fn an_implied_end_says_why() {
    let why = |source: &str| {
        let h = happenings(source);
        let told = |s: &Stop| s.implied.map(|w| format!("{} {w:?}", s.name));
        h.journeys.iter().flat_map(|j| &j.stops).filter_map(told).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(why("The ferry sailed from [Esk] to [Tarn]."), "");
    assert_eq!(why("Ann Lee spoke in [Esk]. She then flew to [Tarn]."), "Esk LastTold");
    assert_eq!(why("A [Danish|Denmark] minister travelled to [Tarn]."), "Danish Home");
    assert_eq!(why("[ESK] — Ann Lee will fly to [Tarn] on {2018-07-20|Friday}."), "ESK ToldFrom");
    assert_eq!(why("A bus crashed in [Esk]. Two injured men were airlifted to [Tarn]."), "Esk Scene");
    assert_eq!(why("A couple from [Esk] drove to [Tarn] and returned home."), "Esk Home, Esk Home");
}

#[test]
fn means_of_travel_come_from_verbs_nouns_and_vehicles() {
    let by = |source: &str| happenings(source).journeys.first().map(|j| j.transport);
    assert_eq!(by("Ann Lee flew from [Esk] to [Tarn]."), Some(Transport::Air));
    assert_eq!(by("The ship left [Esk] for [Tarn]."), Some(Transport::Sea));
    assert_eq!(by("Ann Lee travelled from [Esk] to [Tarn] by train."), Some(Transport::Rail));
    assert_eq!(by("Ann Lee drove from [Esk] to [Tarn]."), Some(Transport::Road));
    assert_eq!(by("Her march from [Esk] to [Tarn] took a week."), Some(Transport::Foot));
    assert_eq!(by("Hurricane Ada struck [Esk]. The storm is forecast to reach [Tarn]."), Some(Transport::Storm));
    assert_eq!(by("Ann Lee left [Esk] for [Tarn]."), Some(Transport::Unknown));
}

#[test]
fn a_plan_may_change_where_the_text_says_so() {
    let cue = |source: &str| {
        let m = marked(source);
        let found = happenings(source).journeys.first().and_then(|j| j.status.may_change);
        found.map(|s| s.of(&m.text).to_owned())
    };
    assert_eq!(cue("A team will fly from [Esk] to [Tarn]. The plan could change.").as_deref(), Some("could change"));
    assert_eq!(cue("A team will fly from [Esk] to [Tarn]. Dates are subject to change.").as_deref(), Some("subject to change"));
    assert_eq!(cue("A team will fly from [Esk] to [Tarn]. The weather was fine."), None);
    assert_eq!(cue("A team flew from [Esk] to [Tarn]. The plan could change."), None);
}

#[test]
fn a_people_before_a_noun_of_place_is_that_place() {
    check("The wounded were flown from [Esk] to a [Danish|Denmark] hospital.", "Esk > Danish");
    check("The wounded were flown from [Esk] to various [Danish|Denmark] hospitals.", "");
}

#[test]
fn there_is_the_place_told_last() {
    check("The summit was held in [Esk]. Soldiers drove the coffins from [Vik] to [Tarn] and left them there to wait.", "Vik > Tarn");
    check("The kings met in [Esk]. Soldiers drove the coffins to [Tarn] and left them there to wait.", "");
    check("Ann Lee moved from [Esk] to [Tarn], and her brother travelled there from [Holm].", "Esk > Tarn; Holm > Tarn");
    check("The ship sank in [Tarn]. Divers from [Esk] flew there on {2018-07-02|Monday}.", "Esk 2018-07-02 > Tarn 2018-07-02");
}

#[test]
fn a_date_belongs_to_its_own_verb() {
    check("Ann Lee, who lives in [Esk], made a trip to [Tarn], the first since taking office in {2003-01-01|2003}.", "Esk > Tarn");
    check("The mayor of [Esk] toured [Tarn] after {2005-01-01|last year}'s earthquake.", "Esk > Tarn");
    check("A flight from [Esk] to [Tarn] was delayed on {2018-07-03|Tuesday}.", "Esk 2018-07-03 > Tarn 2018-07-03");
}

/// Prints how `source` is read; not a test of anything, run it by hand with DUMP set.
#[test]
fn a_dump_shows_chunks_and_frames() {
    let Ok(source) = std::env::var("DUMP") else { return };
    let m = marked(&source);
    let article = Article::from_text(m.text);
    let text = Text::new(&article);
    let reading = Reading::new(&text, Gazetteer::embedded(), &m.toponyms, &m.timexes);
    let mut clauses = Clauses::new(&reading, None);
    let mut chunks = Vec::new();
    for (i, sentence) in text.sentences.iter().enumerate() {
        reading.chunks(sentence, &mut chunks);
        clauses.read(i as u32, &chunks);
        for (n, c) in chunks.iter().enumerate() {
            let subject = clauses.subjects().get(n).copied().flatten();
            println!("{n:3} {:?} «{}» subject {subject:?} place {:?}", kind_name(c), text.of(reading.span(c.first, c.end)), c.toponym);
        }
    }
    for f in &clauses.frames {
        println!("{f:?}");
    }
    println!("{}", super::marked::routes(&source));
}

fn kind_name(c: &super::reading::Chunk) -> String {
    let s = format!("{:?}", c.kind);
    s.split([' ', '(']).next().unwrap_or("").to_owned()
}

#[test]
fn verbs_are_known_in_all_their_forms() {
    check("The prisoners were transferred from [Esk] to [Tarn].", "Esk > Tarn");
    check("The hikers trekked from [Esk] to [Tarn].", "Esk > Tarn");
    check("The boy had to be rushed by air ambulance from [Esk] to [Tarn].", "Esk > Tarn");
    check("The men abducted Ann Lee from [Esk] and drove her to [Tarn].", "Esk > Tarn");
    check("The rebels freed three sailors in [Esk] and sent them to [Tarn].", "Esk > Tarn");
}

#[test]
fn many_who_were_stuck_travel_on() {
    check("Thousands of migrants who had been stranded in [Esk] arrived in [Tarn]. Most of them walked on to [Vik].", "Esk > Tarn > Vik");
    check("Over a thousand fans reached [Esk], but most did not make the trek to [Tarn].", "Esk > Tarn (cancelled)");
    check("Born in [Esk] in 1912, Ann Lee moved to [Tarn] and settled in [Vik].", "Esk > Tarn > Vik");
}

#[test]
fn what_is_demanded_or_fought_has_not_come_about() {
    check("Bo Lund is in [Esk]. Lawyers tried to block his return to [Tarn].", "Esk > Tarn (possible)");
    check("The plane left [Esk] for [Tarn] but was forced to land in [Vik].", "Esk > Tarn (cancelled); Esk > Vik");
}

#[test]
fn cargo_comes_from_where_its_noun_says() {
    check("A shipment of 500 tonnes of rice from [Esk] reached [Tarn].", "Esk > Tarn");
    check("Having been held in Saltmoor Prison, Bo Lund was transferred to [Tarn]. He had left [Esk].", "");
}

#[test]
fn the_subject_is_who_acts_not_what_is_worn_or_who_speaks() {
    let titles = |source: &str| happenings(source).events.iter().map(|e| e.title.clone()).collect::<Vec<_>>().join("; ");
    assert_eq!(titles("A man wearing a red hat was arrested in [Esk] on {2018-07-02|July 2}."), "Man was arrested in Esk");
    assert_eq!(titles("\"It was cold. I went to [Esk] on {2018-07-02|July 2},\" Bo Lund said."), "");
    assert_eq!(titles("I went to [Esk] on {2018-07-02|July 2}."), "I went to Esk");
}

#[test]
fn stretches_of_a_way_are_told_with_few_words() {
    check("The soldier was first taken to [Esk] and later to [Tarn].", "Esk > Tarn");
    check("Danish president Bo Lund has returned home after three months of treatment in [Tarn].", "");
    check("[Danish|Denmark] president Bo Lund has returned home after three months of treatment in [Tarn].", "Tarn > Danish");
    check("The yacht was being sailed from [Esk] to [Tarn] when it lost its keel.", "Esk > Tarn (cancelled)");
    check("She is being transferred from [Esk] to [Tarn].", "Esk > Tarn (ongoing)");
    check("The convoy set out from [Esk] early on {2018-07-02|July 2} and reached [Tarn].", "Esk 2018-07-02 > Tarn 2018-07-02");
    check("Bo Lund flew from [Esk] to the [Peruvian|Peru] town of [Tarn].", "Esk > Tarn");
}

#[test]
fn a_date_is_that_of_what_it_is_told_of() {
    // What was held is far above; so is its date.
    let between = "\n\nIt rained. It rained. It rained.".repeat(5);
    check(
        &format!(
            "The fair opened in [Tarn] on {{2018-07-02|July 2}}.{between}\n\nSix vendors were present at the fair, coming from [Esk]."
        ),
        "Esk 2018-07-02 > Tarn 2018-07-02",
    );
    // The day of saying so is not that of the journey.
    check("The agency announced the find on {2018-07-02|July 2}. The ship sailed from [Esk] to [Tarn].", "Esk > Tarn");
    check("The ship was lost on {2018-07-02|July 2}. The ship sailed from [Esk] to [Tarn].", "Esk 2018-07-02 > Tarn 2018-07-02");
}

#[test]
fn who_is_found_is_found_once() {
    check(
        "Ann Lee was found dead in [Vik] on {2018-07-04|July 4}. Friends last saw her in [Esk] on {2018-07-02|July 2}. She was found at a hostel in [Tarn].",
        "Esk 2018-07-02 > Tarn 2018-07-04",
    );
}

#[test]
fn where_a_place_lies_is_not_where_the_story_is() {
    check(
        "A fire broke out in [Tarn]. Firefighters were called to the house, located near the sea in [Vik]. Crews from [Esk] attended.",
        "Esk > Tarn",
    );
}

#[test]
fn a_movement_may_be_told_without_a_verb_of_motion() {
    check("Bo Lund's appearance in [Esk] was directly from filming a show in [Tarn].", "Tarn > Esk");
    check("By tradition, the emperor brought back the relic of [Esk] and offered it to the diocese of [Tarn].", "Esk > Tarn");
    check("The emperor brought back the relic of [Esk] and praised it.", "");
}

#[test]
fn a_flight_that_comes_down_does_not_arrive() {
    check(
        "Flight 12 left [Esk] for [Tarn]. All died when the flight came down on {2018-07-02|Monday}.",
        "Esk 2018-07-02 > Tarn (cancelled)",
    );
    check("Flight 12 came down to land. It had left [Esk] for [Tarn].", "Esk > Tarn");
}

#[test]
fn what_stands_near_is_not_always_where_one_was() {
    // "there" belongs to the attack, the prison is not known, and a fire long ago dates no arrival.
    check("Bo Lund fled from [Tarn] to [Esk]. A call came from [Holm]. Lund started attacking people there.", "Tarn > Esk");
    check("Bo Lund was tried in [Esk]. Having been placed in Saltmoor Prison, Lund was transferred to [Tarn].", "");
    check(
        "The relic was brought from [Esk] to [Tarn]. The relic was kept in [Tarn] since the fire {1918-05-03|a century ago}.",
        "Esk > Tarn",
    );
}

#[test]
fn what_is_asked_is_possible_and_money_does_not_travel() {
    check("It is uncertain whether Bo Lund will be extradited from [Esk] to [Tarn].", "Esk > Tarn (possible)");
    check("Cash for the bells has come from [Esk] to [Tarn].", "");
    check("The new rules ask for caution when visiting [Esk] and [Tarn].", "");
}
