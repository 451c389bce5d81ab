//! Journeys of whole texts, with the places of the gazetteer and the dates of the calendar: what only a country, a coast or a base can show.

use super::*;
use crate::article::Article;
use crate::places::{Hints, find_places};

fn journeys(text: &str) -> Vec<Journey> {
    let article = Article::from_text(text.to_owned());
    let text = Text::new(&article);
    let published = Some(Date::constant(2018, 7, 17));
    let toponyms = find_places(&text, Gazetteer::embedded(), &Hints::default());
    let timexes = crate::dates::find_dates(&text, published);
    find_events(&text, Gazetteer::embedded(), &toponyms, &timexes, published).journeys
}

fn check(text: &str, expected: &str) {
    assert_eq!(marked::told(&journeys(text)), expected, "{text}");
}

#[test]
fn a_common_noun_means_the_place_of_its_kind_that_was_named() {
    check("The envoy arrived in Peru from Chile. He left the country for Bolivia.", "Chile > Peru > Bolivia");
    check("Six U.S. diplomats hid in Iran. Bo Lund smuggled them out of the country.", "Iran > U.S.");
    // Nobody moves: who enters is anybody, and who invades is an army.
    check("The virus came from Peru. It was not brought by persons entering the country.", "");
}

#[test]
fn a_town_is_finer_than_the_province_in_a_name() {
    check("The boy was flown from Churchill, Manitoba, to the Children's Hospital of Manitoba in Winnipeg.", "Churchill > Winnipeg");
    check("The envoy flew from Quito to the Peruvian capital Lima.", "Quito > Lima");
}

#[test]
fn a_continent_is_no_stop_beside_what_lies_in_it() {
    check("The minister left Lisbon for Asia on Monday. She arrived in Tokyo on Tuesday.", "Lisbon 2018-07-16 > Tokyo 2018-07-17");
    check("The minister left Lisbon for Asia on Monday.", "Lisbon 2018-07-16 > Asia");
}

#[test]
fn a_storm_off_the_coast_comes_ashore_where_the_article_is_about() {
    let text = "The governor of Louisiana declared an emergency on Sunday, with Tropical Storm Odo approaching the coast. \
        As of noon Monday the storm was about 90 miles south of the coast. Forecasters predict landfall on Wednesday morning.";
    check(text, "90 miles south of the coast 2018-07-16 > Louisiana 2018-07-18 (planned)");
    let point = journeys(text)[0].stops[0].point;
    assert!((27.5..28.8).contains(&point.lat()), "from the edge of the land, not from its middle: {point:?}");
}

#[test]
fn the_missing_went_from_where_they_were_seen_to_where_they_were_found() {
    check("Ann Lund was last seen in Boston on Friday. She was found dead in Albany on Monday.", "Boston 2018-07-13 > Albany 2018-07-16");
    check(
        "Ann Lund was found dead in Albany on Monday. Bo Ek, a manager, said her friends last saw her on Friday, after her shift in Boston.",
        "Boston 2018-07-13 > Albany 2018-07-16",
    );
    check("A bomb was found in Albany on Monday. Ann Lund was seen in Boston on Friday.", "");
}

#[test]
fn what_a_head_of_state_heads_is_home() {
    check(
        "The Danish parliament met. Bo Ek spoke of President Lund's planned trip to Warsaw, which was cancelled.",
        "Danish > Warsaw (cancelled)",
    );
}

#[test]
fn a_site_that_is_not_known_is_shown_at_its_town() {
    let told = journeys("Bo Lund stabbed two people at Fishers' Hall in London, then fled up London Bridge. Fishers' Hall was closed.");
    assert_eq!(marked::told(&told), "Fishers' Hall > London Bridge");
    assert_eq!(told[0].stops[0].implied, Some(Implied::StandsIn));
    assert!(told[0].confidence < 0.8, "{}", told[0].confidence);
    // A town is not left for what stands in it.
    check("Bo Lund arrived in London. He went to Fishers' Hall in London.", "");
}

#[test]
fn what_is_meant_by_a_noun_lives_on_with_it() {
    let long = "It was a joke. Guards stood at the gates of the base. It was hot. It was dry. Nobody came. Nobody spoke.";
    let text = format!(
        "Crowds were to storm Area 51, a site in Nevada. {long} Over a thousand reached Hiko, but most did not make the trek to the base."
    );
    check(&text, "Hiko > Area 51 (cancelled)");
}

#[test]
fn who_hosts_is_where_it_is_held() {
    check(
        "The city of Toronto celebrated a fair in June. Actor Ann Carter's appearance at the fair was directly from filming in South Africa.",
        "South Africa > Toronto",
    );
}

#[test]
fn helicopters_fly_as_far_as_they_can() {
    check("Four U.S. helicopters landed in Kabul.", "");
}

#[test]
fn a_country_of_a_continent_is_not_its_middle() {
    check("The Danish singer arrived in the southern African country on Wednesday.", "");
}

#[test]
fn an_older_journey_does_not_start_where_the_news_is() {
    check("Ann Carter spoke in Almaty. In May 2017 Carter visited Peru.", "");
    check("Ann Carter spoke in Almaty. On Monday Carter visited Peru.", "Almaty 2018-07-16 > Peru 2018-07-16");
}
