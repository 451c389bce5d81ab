//! What expressions mean in sentences of our own, and properties that hold on any string.

mod classes;
mod properties;

use super::{Timex, find_dates};
use crate::article::Article;
use crate::text::Text;
use jiff::civil::Date;

/// Prose around a sentence, so that the text is no short post.
const AROUND: &str = "\n\nThe harbour board spoke about sand, stone and timber, about cranes and sheds, about fees and fines, about the width of \
    the channel and the depth of the basin, about pilots and tugs and the men who mend the nets, and about little else; it is a board of \
    few words, and those who listen to it have learned to bring something to read.";

pub(super) fn found(text: &str, published: &str) -> (Article, Vec<Timex>) {
    let article = Article::from_text(format!("{text}{AROUND}"));
    let timexes = find_dates(&Text::new(&article), published.parse::<Date>().ok());
    (article, timexes)
}

/// Checks the expressions of a text, one a line: words, type, value and modifier.
#[track_caller]
pub(super) fn check(text: &str, published: &str, expected: &[&str]) {
    let (article, timexes) = found(text, published);
    let line = |t: &Timex| {
        let modifier = t.modifier.map_or(String::new(), |m| format!(" {m}"));
        format!("{} | {} {}{modifier}", t.span.of(&article.text), t.kind.as_str(), t.value)
    };
    let lines: Vec<String> = timexes.iter().map(line).collect();
    assert_eq!(lines, expected, "{text}");
}

#[test]
fn full_dates_are_read_in_every_order() {
    check("It sank on July 27, 2018.", "2020-01-05", &["July 27, 2018 | DATE 2018-07-27"]);
    check("It sank on 27 July 2018.", "2020-01-05", &["27 July 2018 | DATE 2018-07-27"]);
    check("It sank on the 27th of July 2018.", "2020-01-05", &["the 27th of July 2018 | DATE 2018-07-27"]);
    check("It sank on 2018-07-27.", "2020-01-05", &["2018-07-27 | DATE 2018-07-27"]);
    check("It sank on 7/27/2018.", "2020-01-05", &["7/27/2018 | DATE 2018-07-27"]);
    check("It sank on 27/7/2018.", "2020-01-05", &["27/7/2018 | DATE 2018-07-27"]);
    check("It sank on 27.07.2018 at sea.", "2020-01-05", &["27.07.2018 | DATE 2018-07-27"]);
    check("It sank on Friday, July 27, 2018.", "2020-01-05", &["Friday, July 27, 2018 | DATE 2018-07-27"]);
    check("A report of 2018-W30 and one of 2018-Q3.", "2020-01-05", &["2018-W30 | DATE 2018-W30", "2018-Q3 | DATE 2018-Q3"]);
    check("After 9/11 the port changed.", "2020-01-05", &["9/11 | DATE 2001-09-11"]);
    check("It sank in nineteen ninety-six.", "2020-01-05", &["nineteen ninety-six | DATE 1996"]);
}

#[test]
fn a_date_goes_on_over_a_wrapped_line() {
    let lines = [
        "The ferry was an old one that had crossed the strait for forty winters",
        "without a scratch, and those who sailed in her said that she sank in July",
        "2018, off the mole, on a calm day with nobody aboard, for the crew of her",
        "had gone ashore to vote on whether she should be sold or broken up for",
        "her iron, which was good, and for her bell, which was thought to be better.",
    ];
    let article = Article::from_text(lines.join("\n"));
    let timexes = find_dates(&Text::new(&article), None);
    assert!(timexes.iter().any(|t| t.span.of(&article.text) == "July\n2018" && t.value == "2018-07"), "{timexes:?}");
}

#[test]
fn weekdays_follow_the_verb() {
    check("The mayor said Tuesday that the bridge is safe.", "2021-03-04", &["Tuesday | DATE 2021-03-02"]);
    check("The mayor said Thursday that the bridge is safe.", "2021-03-04", &["Thursday | DATE 2021-03-04"]);
    check("The mayor will open the bridge on Tuesday.", "2021-03-04", &["Tuesday | DATE 2021-03-09"]);
    check("The convoy is scheduled to leave Monday.", "2021-03-04", &["Monday | DATE 2021-03-08"]);
    check("The convoy could leave as early as Saturday.", "2021-03-04", &["Saturday | DATE 2021-03-06"]);
    check("On Sunday, the crew flew to Oslo.", "2021-03-04", &["Sunday | DATE 2021-02-28"]);
    check("Crews searched the bay after Monday's explosion.", "2021-03-04", &["Monday | DATE 2021-03-01"]);
    check("On Saturday (Feb. 6) he sang.", "2021-03-04", &["Saturday | DATE 2021-02-06", "Feb. 6 | DATE 2021-02-06"]);
    check("She met the crew last Friday.", "2021-03-04", &["last Friday | DATE 2021-02-26"]);
    check("She will meet the crew next Friday.", "2021-03-04", &["next Friday | DATE 2021-03-05"]);
    check("Trains run on Sundays and every Monday.", "2021-03-04", &["Sundays | SET XXXX-WXX-7", "every Monday | SET XXXX-WXX-1"]);
}

#[test]
fn dates_without_a_year_take_the_nearest_that_the_tense_allows() {
    check("The ship left on Dec. 20.", "2021-01-15", &["Dec. 20 | DATE 2020-12-20"]);
    check("The ship will leave on Jan. 3.", "2020-12-15", &["Jan. 3 | DATE 2021-01-03"]);
    check("The dividend is payable Jan. 3.", "2020-11-15", &["Jan. 3 | DATE 2021-01-03"]);
    check("The ship left in November.", "2021-01-15", &["November | DATE 2020-11"]);
    check("The ship will leave in March.", "2021-01-15", &["March | DATE 2021-03"]);
    check("They married on Saturday, May 6.", "2018-05-01", &["Saturday, May 6 | DATE 2017-05-06"]);
    check("The law changed last June.", "2021-01-15", &["last June | DATE 2020-06"]);
    check("The law will change this September.", "2021-01-15", &["this September | DATE 2021-09"]);
    check("The law changed in October of last year.", "2021-01-15", &["October | DATE 2020-10", "last year | DATE 2020"]);
    check("The law changed in October last year.", "2021-01-15", &["October last year | DATE 2020-10"]);
}

#[test]
fn relative_expressions_keep_their_grain() {
    check("They met last week.", "2018-07-17", &["last week | DATE 2018-W28"]);
    check("They may meet next week.", "2018-07-17", &["next week | DATE 2018-W30"]);
    check("They met last month and last year.", "2018-07-17", &["last month | DATE 2018-06", "last year | DATE 2017"]);
    check("They met two days ago.", "2018-07-17", &["two days ago | DATE 2018-07-15"]);
    check("They met six weeks ago.", "2018-07-17", &["six weeks ago | DATE 2018-W23"]);
    check("They met 20 years ago.", "2018-07-17", &["20 years ago | DATE 1998"]);
    check("They met the day before yesterday.", "2018-07-17", &["the day before yesterday | DATE 2018-07-15"]);
    check("They will meet a week from tomorrow.", "2018-07-17", &["a week from tomorrow | DATE 2018-07-25"]);
    check("They met early last year.", "2018-07-17", &["early last year | DATE 2017 START"]);
    check("The work ends by the end of the month.", "2018-07-17", &["the end of the month | DATE 2018-07 END"]);
    check("They met over the weekend.", "2018-07-17", &["the weekend | DATE 2018-W28-WE"]);
    check("They met this summer; they part next spring.", "2018-07-17", &["this summer | DATE 2018-SU", "next spring | DATE 2019-SP"]);
}

#[test]
fn later_expressions_point_to_the_date_told_before() {
    check(
        "The dam broke on May 3. Two days later the town was dry.",
        "2018-07-17",
        &["May 3 | DATE 2018-05-03", "Two days later | DATE 2018-05-05"],
    );
    check("The dam broke on May 3. The next day it rained.", "2018-07-17", &["May 3 | DATE 2018-05-03", "The next day | DATE 2018-05-04"]);
    check(
        "The dam broke on May 3. It had held that morning.",
        "2018-07-17",
        &["May 3 | DATE 2018-05-03", "that morning | TIME 2018-05-03TMO"],
    );
    check("They sail on July 27. The date is no accident.", "2018-07-17", &["July 27 | DATE 2018-07-27", "The date | DATE 2018-07-27"]);
}

#[test]
fn a_history_is_read_from_date_to_date() {
    let history = "The siege began in March 1431. On 7 April the gate fell. In 1432 the duke came back. On 2 May he took the bridge; \
        four days later he lost it. The peace was signed in December 1433 and broken on 14 January. In 1434 he died. In 1435 \
        his son came of age, and in 1436 he ruled. The walls fell in 1437.";
    let expected = [
        "March 1431 | DATE 1431-03",
        "7 April | DATE 1431-04-07",
        "1432 | DATE 1432",
        "2 May | DATE 1432-05-02",
        "four days later | DATE 1432-05-06",
        "December 1433 | DATE 1433-12",
        "14 January | DATE 1434-01-14",
        "1434 | DATE 1434",
        "1435 | DATE 1435",
        "1436 | DATE 1436",
        "1437 | DATE 1437",
    ];
    check(history, "2010-01-01", &expected);
}

#[test]
fn ranges_and_lists_share_month_and_year() {
    check("The fair runs May 5-9, 2016.", "2016-01-05", &["May 5 | DATE 2016-05-05", "9, 2016 | DATE 2016-05-09"]);
    check("The fair ran from 6-7 January 1916.", "2016-01-05", &["6 | DATE 1916-01-06", "7 January 1916 | DATE 1916-01-07"]);
    check("It lasted from 31 May to 1 June 1916.", "2016-01-05", &["31 May | DATE 1916-05-31", "1 June 1916 | DATE 1916-06-01"]);
    check("The war of 1914-18 began late.", "2016-01-05", &["1914 | DATE 1914", "18 | DATE 1918"]);
    check("They met on April 24 and 25.", "2016-07-05", &["April 24 | DATE 2016-04-24", "25 | DATE 2016-04-25"]);
    check("They met Monday through Wednesday.", "2016-07-07", &["Monday | DATE 2016-07-04", "Wednesday | DATE 2016-07-06"]);
    check("It ran from Nov. 4 to Feb. 3.", "2016-07-05", &["Nov. 4 | DATE 2015-11-04", "Feb. 3 | DATE 2016-02-03"]);
    let (_, timexes) = found("It ran from Aug. 26 to Oct. 20, 2011.", "2016-07-05");
    let interval = timexes[0].interval.unwrap();
    assert_eq!((interval.start.to_string(), interval.end.to_string()), ("2011-08-26T00:00:00".into(), "2011-10-21T00:00:00".into()));
}

#[test]
fn an_anniversary_gives_the_day_it_remembers() {
    let remembered = |text: &str, published: &str| {
        let (_, timexes) = found(text, published);
        timexes.iter().filter_map(|t| t.remembers).map(|r| r.start.date().to_string()).collect::<Vec<_>>()
    };
    let text = "They sail on July 27. The date falls on the 65th anniversary of the truce.";
    assert_eq!(remembered(text, "2018-07-17"), ["1953-07-27", "1953-07-27"]);
    assert_eq!(remembered("Saturday was the fiftieth anniversary of the flood.", "2019-03-04"), ["1969-03-02", "1969-03-02"]);
    assert_eq!(remembered("A stone marks the 100th anniversary of the Feb. 3, 1918, strike.", "2018-07-17"), ["1918-02-03"]);
    assert_eq!(remembered("This year is the twenty-fifth anniversary of the club.", "2018-07-17"), ["1993-01-01", "1993-01-01"]);
}

#[test]
fn lengths_and_sets_are_told_from_dates() {
    check(
        "He waited three hours for more than two weeks.",
        "2018-07-17",
        &["three hours | DURATION PT3H", "more than two weeks | DURATION P2W MORE_THAN"],
    );
    check("The two-day visit took half an hour.", "2018-07-17", &["two-day | DURATION P2D", "half an hour | DURATION PT30M"]);
    check("It rained for months and for a decade.", "2018-07-17", &["months | DURATION PXM", "a decade | DURATION P10Y"]);
    check("They pump 400 tons a day.", "2018-07-17", &["a day | SET P1D"]);
    check(
        "They meet daily, each month and every two weeks.",
        "2018-07-17",
        &["daily | SET P1D", "each month | SET P1M", "every two weeks | SET P2W"],
    );
    check("It fell in the last week of August 1918.", "2018-07-17", &["the last week of August 1918 | DURATION P1W"]);
}

#[test]
fn times_join_their_day() {
    check("He left at 10 p.m. Wednesday.", "2018-07-20", &["10 p.m. Wednesday | TIME 2018-07-18T22:00"]);
    check("She called on Tuesday morning.", "2018-07-20", &["Tuesday morning | TIME 2018-07-17TMO"]);
    check("She called last night.", "2018-07-20", &["last night | TIME 2018-07-19TNI"]);
    check("Doors open at 3 p.m. local time.", "2018-07-20", &["3 p.m. local time | TIME 2018-07-20T15:00"]);
    check("It struck at 14:05 GMT on July 2.", "2018-07-20", &["14:05 GMT | TIME 2018-07-02T14:05", "July 2 | DATE 2018-07-02"]);
    check("He spoke at 3 p.m. on Thursday.", "2018-07-20", &["3 p.m. | TIME 2018-07-19T15:00", "Thursday | DATE 2018-07-19"]);
    check("He rose at 4 in the morning.", "2018-07-20", &["4 in the morning | TIME 2018-07-20T04:00"]);
    check("Noon Thursday was the limit.", "2018-07-20", &["Noon Thursday | TIME 2018-07-19T12:00"]);
}

#[test]
fn longer_stretches_have_their_values() {
    check("Since the 1980s and the '90s.", "2018-07-20", &["the 1980s | DATE 198", "the '90s | DATE 199"]);
    check("In the early 19th century.", "2018-07-20", &["the early 19th century | DATE 18 START"]);
    check("It was mid-2016, or late 2016.", "2018-07-20", &["mid-2016 | DATE 2016 MID", "late 2016 | DATE 2016 END"]);
    check("Caesar died in 44 BC.", "2018-07-20", &["44 BC | DATE BC0044"]);
    check("Sales fell in the third quarter of 1990.", "2018-07-20", &["the third quarter of 1990 | DATE 1990-Q3"]);
    check("Sales fell in the second quarter.", "2018-07-20", &["the second quarter | DATE 2018-Q2"]);
    check("Sales fell in this year's first quarter.", "2018-07-20", &["this year's first quarter | DATE 2018-Q1"]);
    check("The first half of 1990 was dry.", "2018-07-20", &["The first half of 1990 | DATE 1990-H1"]);
    check("In the summer of 1916.", "2018-07-20", &["the summer of 1916 | DATE 1916-SU"]);
    check("They met on Christmas Day.", "2018-01-20", &["Christmas Day | DATE 2017-12-25"]);
    check("They met on New Year's Eve.", "2018-01-20", &["New Year's Eve | DATE 2017-12-31"]);
    check("They will meet on Labor Day.", "2018-07-20", &["Labor Day | DATE 2018-09-03"]);
    check("In the 1950s and 60s.", "2018-07-20", &["the 1950s | DATE 195", "60s | DATE 196"]);
    check("The Q3 2018 report.", "2018-12-20", &["Q3 2018 | DATE 2018-Q3"]);
    check("He will retire at the end of next year.", "2018-07-20", &["the end of next year | DATE 2019 END"]);
    check("They met on Thanksgiving.", "2018-01-20", &["Thanksgiving | DATE 2017-11-23"]);
}

#[test]
fn vague_words_are_never_on_the_calendar() {
    check(
        "Now and recently, in the future and the past.",
        "2018-07-20",
        &["Now | DATE PRESENT_REF", "recently | DATE PAST_REF", "the future | DATE FUTURE_REF", "the past | DATE PAST_REF"],
    );
    check("It has been quiet in recent years.", "2018-07-20", &["recent years | DATE PAST_REF"]);
    for timex in found("Now, currently, in recent days, a few months ago.", "2018-07-20").1 {
        assert_eq!(timex.range, None);
    }
}

#[test]
fn words_that_only_look_like_time_are_left() {
    check("You may march. Mark the second of them. Spring for it, or fall for it.", "2018-07-20", &[]);
    check("An 18-year-old and a man of 52 years old paid $1998 for 1500 tons.", "2018-07-20", &[]);
    check("Flight 1998 took 1850 people; call 555-1234 or 20/20, at 1600 Harbour Avenue.", "2018-07-20", &[]);
    check("He won 6-3, 6-2 at No. 1995 and read the Sunday Times.", "2018-07-20", &[]);
    check("April Jones met Jan Smit.", "2018-07-20", &[]);
}

#[test]
fn without_a_publication_date_only_what_is_told_moves_the_time() {
    // What the writer's own day decides stays open, though a date was told; what goes on from that date does not.
    check(
        "The envoys met on 3 May 2016. They meet again next week, he said on Friday; last month they had not, and two years ago nobody did.",
        "",
        &[
            "3 May 2016 | DATE 2016-05-03",
            "next week | DATE FUTURE_REF",
            "Friday | DATE XXXX-WXX-5",
            "last month | DATE PAST_REF",
            "two years ago | DATE PAST_REF",
        ],
    );
    check(
        "The envoys met on 3 May 2016. The next day they flew home, and on 9 June they signed; last winter was hard.",
        "",
        &["3 May 2016 | DATE 2016-05-03", "The next day | DATE 2016-05-04", "9 June | DATE 2016-06-09", "last winter | DATE XXXX-WI"],
    );
    // A history needs no publication date.
    check(
        "The line opened on 3 May 1871. In 1874 it reached the coast, and in 1880 the border. In May 1881 a bridge fell; on Monday it was shut.",
        "",
        &["3 May 1871 | DATE 1871-05-03", "1874 | DATE 1874", "1880 | DATE 1880", "May 1881 | DATE 1881-05", "Monday | DATE 1881-05-02"],
    );
}

#[test]
fn without_a_publication_date_relative_expressions_stay_without_range() {
    check(
        "They met on Friday and last week, in May 2018.",
        "",
        &["Friday | DATE XXXX-WXX-5", "last week | DATE PAST_REF", "May 2018 | DATE 2018-05"],
    );
    let (_, timexes) = found("They met yesterday and will meet tomorrow.", "");
    assert!(timexes.iter().all(|t| t.range.is_none() && t.reason == "needs the day the article appeared"));
    assert_eq!(timexes.len(), 2);
}
