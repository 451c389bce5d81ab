//! Classes of expressions beyond the common ones, each in sentences of our own.

use super::{check, found};
use crate::dates::Grain;

#[test]
fn business_years_keep_their_number_and_lie_where_the_article_says() {
    check("Fiscal 2019 was good, FY2018 bad.", "2018-07-20", &["Fiscal 2019 | DATE 2019", "FY2018 | DATE 2018"]);
    check("It fell in fiscal year 2019 and FY 19.", "2018-07-20", &["fiscal year 2019 | DATE 2019", "FY 19 | DATE 2019"]);
    check(
        "Sales rose in the first quarter of fiscal 2019 and in Q3 FY2019.",
        "2018-07-20",
        &["the first quarter of fiscal 2019 | DATE 2019-Q1", "Q3 FY2019 | DATE 2019-Q3"],
    );
    check("The fiscal third quarter was dry.", "2018-12-20", &["The fiscal third quarter | DATE 2018-Q3"]);
    let (_, timexes) = found("In the fiscal year ended Jan. 31 sales fell. The first quarter of fiscal 2018 was poor.", "2018-07-20");
    let ranges: Vec<String> = timexes.iter().filter_map(|t| t.range).map(|r| format!("{}/{}", r.start.date(), r.end.date())).collect();
    assert_eq!(ranges, ["2017-02-01/2018-02-01", "2018-01-31/2018-02-01", "2017-02-01/2017-05-01"]);
    let (_, timexes) = found("Congress passed a budget for fiscal 2019.", "2018-07-20");
    assert_eq!(timexes[0].range.unwrap().start.date().to_string(), "2018-10-01");
}

#[test]
fn stretches_lie_where_their_own_words_say() {
    let range = |text: &str| {
        let (_, timexes) = found(text, "2018-07-17");
        let range = timexes[0].range.unwrap();
        format!("{} {}/{} {:?}", timexes[0].value, range.start.date(), range.end.date(), range.grain)
    };
    assert_eq!(range("In the quarter ended June 30 it fell."), "2018-Q2 2018-04-01/2018-07-01 Season");
    assert_eq!(range("In the three months ended March 31 it fell."), "P3M 2018-01-01/2018-04-01 Month");
    assert_eq!(range("In the 12 months to June it fell."), "P12M 2017-07-01/2018-07-01 Month");
    assert_eq!(range("In the week ending July 14 it fell."), "2018-W28 2018-07-08/2018-07-15 Week");
    assert_eq!(range("They sail in the week of July 23."), "2018-W30 2018-07-23/2018-07-30 Week");
    assert_eq!(range("They sail on the weekend of July 28."), "2018-W30-WE 2018-07-28/2018-07-30 Week");
    assert_eq!(range("They sail in the last week of August 1918."), "P1W 1918-08-25/1918-09-01 Week");
}

#[test]
fn times_that_hang_on_an_event_take_its_day() {
    check(
        "The summit ended on July 10. Two days after the summit the envoys met; three weeks before the summit they had quarrelled.",
        "2018-07-17",
        &["July 10 | DATE 2018-07-10", "Two days | DATE 2018-07-12", "three weeks | DATE 2018-W25"],
    );
    check(
        "Ten days after the July 2 vote he left, a month before the Aug. 3 opening.",
        "2018-07-17",
        &["Ten days | DATE 2018-07-12", "July 2 | DATE 2018-07-02", "a month | DATE 2018-07", "Aug. 3 | DATE 2018-08-03"],
    );
    check(
        "He was shot on the night of Oct. 23. A jogger saw him at 6 a.m. ten days before the shooting.",
        "1999-05-05",
        &["the night of Oct. 23 | TIME 1998-10-23TNI", "6 a.m. | TIME 1998-10-13T06:00", "ten days | DATE 1998-10-13"],
    );
    check(
        "The siege began on 3 May 1431. On the third day of the siege the well ran dry.",
        "2010-01-01",
        &["3 May 1431 | DATE 1431-05-03", "the third day | DATE 1431-05-05"],
    );
    check(
        "The bridge collapsed on June 4. Nobody had closed it. It collapsed at 5 p.m.",
        "2018-07-17",
        &["June 4 | DATE 2018-06-04", "5 p.m. | TIME 2018-06-04T17:00"],
    );
}

#[test]
fn times_beside_a_date_lie_on_it() {
    check(
        "He was last seen on Nov. 3, the day before the guards came.",
        "1999-05-07",
        &["Nov. 3 | DATE 1998-11-03", "the day | DATE 1998-11-03"],
    );
    let (_, timexes) = found("He left on Nov. 3, two days after the guards came.", "1999-05-07");
    assert_eq!(timexes[1].value, "P2D");
    assert_eq!(timexes[1].range, timexes[0].range);
}

#[test]
fn times_that_hang_on_an_event_without_one_day_stay_lengths() {
    check("Two days after the summit the envoys met.", "2018-07-17", &["Two days | DURATION P2D"]);
    check(
        "The first attack was on July 2, the last attack on July 9. Two days after the attack he left.",
        "2018-07-17",
        &["July 2 | DATE 2018-07-02", "July 9 | DATE 2018-07-09", "Two days | DURATION P2D"],
    );
    check(
        "He said on July 9 that the attack was a crime. Two days after the attack she left.",
        "2018-07-17",
        &["July 9 | DATE 2018-07-09", "Two days | DURATION P2D"],
    );
    check(
        "Dover fell on May 2. Three weeks after the fall of Calais he came home.",
        "2018-07-17",
        &["May 2 | DATE 2018-05-02", "Three weeks | DURATION P3W"],
    );
}

#[test]
fn named_days_are_known() {
    check("They landed on D-Day.", "2018-07-17", &["D-Day | DATE 1944-06-06"]);
    check("Peace came on VE Day and V-J Day.", "2018-07-17", &["VE Day | DATE 1945-05-08", "V-J Day | DATE 1945-08-15"]);
    check("After 9/11 the port changed.", "2018-07-17", &["9/11 | DATE 2001-09-11"]);
    check("Since the Sept. 11 attacks the port is shut.", "2018-07-17", &["Sept. 11 | DATE 2001-09-11"]);
    check("They met on Christmas Eve.", "2018-12-27", &["Christmas Eve | DATE 2018-12-24"]);
    check("They will meet on Easter Monday.", "2018-02-17", &["Easter Monday | DATE 2018-04-02"]);
    check(
        "They met on Good Friday and Ash Wednesday.",
        "2018-04-17",
        &["Good Friday | DATE 2018-03-30", "Ash Wednesday | DATE 2018-02-14"],
    );
    check(
        "They will meet on Thanksgiving and on Black Friday.",
        "2018-11-01",
        &["Thanksgiving | DATE 2018-11-22", "Black Friday | DATE 2018-11-23"],
    );
    check("They met on New Year's Eve 1999.", "2018-07-17", &["New Year's Eve 1999 | DATE 1999-12-31"]);
    check("He votes on Election Day 2016.", "2018-07-17", &["Election Day 2016 | DATE 2016-11-08"]);
    check("They met on the Fourth of July.", "2018-07-17", &["the Fourth of July | DATE 2018-07-04"]);
    check("They marched on May Day.", "2018-07-17", &["May Day | DATE 2018-05-01"]);
    // Other peoples' feasts go by other calendars.
    check("They met at Chinese New Year and on India's Independence Day.", "2018-07-17", &[]);
}

#[test]
fn time_stamps_and_european_forms_are_read() {
    check("The log starts at 2018-07-27T15:00:00Z.", "2018-09-01", &["2018-07-27T15:00:00Z | TIME 2018-07-27T15:00:00"]);
    check("The log starts at 2018-07-27 15:04.", "2018-09-01", &["2018-07-27 15:04 | TIME 2018-07-27T15:04"]);
    check("On 27.07.2018 and 27-07-2018.", "2018-09-01", &["27.07.2018 | DATE 2018-07-27", "27-07-2018 | DATE 2018-07-27"]);
    check("On Saturday 28 July 2018.", "2018-09-01", &["Saturday 28 July 2018 | DATE 2018-07-28"]);
    check("Report for 2018-W30 of 2018-Q3.", "2018-09-01", &["2018-W30 | DATE 2018-W30", "2018-Q3 | DATE 2018-Q3"]);
    check(
        "By the 3rd of next month and the 27th of this month.",
        "2018-07-17",
        &["the 3rd of next month | DATE 2018-08-03", "the 27th of this month | DATE 2018-07-27"],
    );
}

#[test]
fn clock_times_keep_zone_and_half_of_the_day() {
    check("It struck at 3:15 a.m. Tuesday.", "2018-07-17", &["3:15 a.m. Tuesday | TIME 2018-07-17T03:15"]);
    check("It starts at 0300 GMT.", "2018-07-17", &["0300 GMT | TIME 2018-07-17T03:00"]);
    check("It starts at 10:30 a.m. Pacific Daylight Time.", "2018-07-17", &["10:30 a.m. Pacific Daylight Time | TIME 2018-07-17T10:30"]);
    check(
        "It starts at 3 p.m. Moscow time, not at 15:00 UTC+2.",
        "2018-07-17",
        &["3 p.m. Moscow time | TIME 2018-07-17T15:00", "15:00 UTC+2 | TIME 2018-07-17T15:00"],
    );
    check("It starts at 7 o'clock in the evening.", "2018-07-17", &["7 o'clock in the evening | TIME 2018-07-17T19:00"]);
    check("It starts at half past six in the morning.", "2018-07-17", &["half past six in the morning | TIME 2018-07-17T06:30"]);
    check("It starts at a quarter to nine.", "2018-07-17", &["a quarter to nine | TIME 2018-07-17T08:45"]);
    check(
        "Open 9-11 a.m. on Friday.",
        "2018-07-17",
        &["9 | TIME 2018-07-13T09:00", "11 a.m. | TIME 2018-07-13T11:00", "Friday | DATE 2018-07-13"],
    );
}

#[test]
fn years_before_christ_share_their_era() {
    check("Rome fought from 264 to 146 BC.", "2018-07-17", &["264 | DATE BC0264", "146 BC | DATE BC0146"]);
    check("It burned in A.D. 64 and in AD 70.", "2018-07-17", &["A.D. 64 | DATE 0064", "AD 70 | DATE 0070"]);
    check("In the 3rd century BC and 753 BCE.", "2018-07-17", &["the 3rd century BC | DATE BC02", "753 BCE | DATE BC0753"]);
    let (_, timexes) = found("Rome fought from 264 to 146 BC.", "");
    assert_eq!(timexes[0].interval.map(|r| (r.start.year(), r.end.year())), Some((-263, -144)));
}

#[test]
fn parts_are_counted_in_the_period_that_is_named() {
    check("They meet on the first Monday of August.", "2018-07-17", &["the first Monday of August | DATE 2018-08-06"]);
    check("They met on the third Friday in May 2019.", "2020-07-17", &["the third Friday in May 2019 | DATE 2019-05-17"]);
    check("They meet on the last Thursday of the month.", "2018-07-17", &["the last Thursday of the month | DATE 2018-07-26"]);
    check("They met on the first weekend in July.", "2018-07-17", &["the first weekend in July | DATE 2018-W27-WE"]);
    check("In the winter of 2017-18.", "2018-07-17", &["the winter of 2017-18 | DATE 2017-WI"]);
    let (_, timexes) = found("They left this winter.", "2018-01-17");
    let range = timexes[0].range.unwrap();
    assert_eq!((range.start.date().to_string(), range.grain), ("2017-12-01".to_owned(), Grain::Season));
}

#[test]
fn lengths_of_several_units_are_one() {
    check("It took two years and three months.", "2018-07-17", &["two years and three months | DURATION P2Y3M"]);
    check("It took 1 hour 30 minutes.", "2018-07-17", &["1 hour 30 minutes | DURATION PT1H30M"]);
    check("It took a year and a half.", "2018-07-17", &["a year and a half | DURATION P1.5Y"]);
    check("He left a week and two days ago.", "2018-07-17", &["a week and two days ago | DATE 2018-07-08"]);
    check("It rained the whole day.", "2018-07-17", &["the whole day | DURATION P1D"]);
}

#[test]
fn what_lies_before_and_after_is_counted_from_the_date_spoken_of() {
    check("It fell in 2016. The year before, it had risen.", "2018-07-17", &["2016 | DATE 2016", "The year before | DATE 2015"]);
    check("They met the week before last.", "2018-07-17", &["the week before last | DATE 2018-W27"]);
    check(
        "They met on May 3. The night before, it rained.",
        "2018-07-17",
        &["May 3 | DATE 2018-05-03", "The night before | TIME 2018-05-02TNI"],
    );
}

#[test]
fn days_go_with_the_words_around_them() {
    check(
        "Rain will fall late Monday or early Tuesday.",
        "2018-07-17",
        &["late Monday | DATE 2018-07-23 END", "early Tuesday | DATE 2018-07-24 START"],
    );
    check("They have until 5 p.m. Friday to decide.", "2018-07-17", &["5 p.m. Friday | TIME 2018-07-20T17:00"]);
    check(
        "He fell at 11 p.m. on Saturday night.",
        "2018-07-17",
        &["11 p.m. | TIME 2018-07-14T23:00", "Saturday night | TIME 2018-07-14TNI"],
    );
    check(
        "He fell at 6 a.m. near the old mill on Saturday.",
        "2018-07-17",
        &["6 a.m. | TIME 2018-07-14T06:00", "Saturday | DATE 2018-07-14"],
    );
    check("It is the second day of the talks.", "2018-07-17", &["the second day | DATE 2018-07-17"]);
    check(
        "Shares fell on Friday. They had risen the previous Friday.",
        "2018-07-17",
        &["Friday | DATE 2018-07-13", "the previous Friday | DATE 2018-07-06"],
    );
    check("It began on the first of the month.", "2018-07-17", &["the first of the month | DATE 2018-07-01"]);
    check("It starts on 8 August at 14.30.", "2018-07-17", &["8 August | DATE 2018-08-08", "14.30 | TIME 2018-08-08T14:30"]);
}

#[test]
fn more_words_that_only_look_like_time_are_left() {
    check("Dial 555-1990, in the 2000 block, with temperatures in the 90s.", "2018-07-17", &[]);
    check("It was her second loss in as many months; they are the people of tomorrow.", "2018-07-17", &["months | DURATION PXM"]);
    check("He wrote for today's youth about the soonest way, as soon as he could.", "2018-07-17", &[]);
}

#[test]
fn words_that_only_point_to_a_day_are_mentions() {
    use crate::dates::TimexType;
    let (article, timexes) =
        found("The envoys met on Sunday. She said: “Today’s talks went well.” They will meet again soon.", "2018-07-17");
    let today = timexes.iter().find(|t| t.span.of(&article.text) == "Today").unwrap();
    assert_eq!((today.kind, today.value.as_str()), (TimexType::Mention, "2018-07-15"));
    let soon = timexes.iter().find(|t| t.span.of(&article.text) == "soon").unwrap();
    assert_eq!((soon.kind, soon.value.as_str()), (TimexType::Date, "FUTURE_REF"));
    let (_, timexes) = found("After recent meetings they wait.", "2018-07-17");
    assert_eq!((timexes[0].kind, timexes[0].range), (TimexType::Mention, None));
}

#[test]
fn weekdays_and_weekends_are_the_ones_that_the_words_mean() {
    check("The envoys are to travel to the border on Wednesday.", "2018-07-17", &["Wednesday | DATE 2018-07-18"]);
    check("On Wednesday, the envoys are to travel on.", "2018-07-17", &["Wednesday | DATE 2018-07-18"]);
    check("The storm may have killed two men on Saturday.", "2018-07-17", &["Saturday | DATE 2018-07-14"]);
    check("Forecasters predict landfall Saturday morning.", "2018-07-17", &["Saturday morning | TIME 2018-07-21TMO"]);
    check("The storm was expected to pass on Monday, they had said.", "2018-07-17", &["Monday | DATE 2018-07-16"]);
    check("The storm formed this weekend.", "2018-07-17", &["this weekend | DATE 2018-W28-WE"]);
    check("They met on the last weekend of July.", "2018-08-06", &["the last weekend of July | DATE 2018-W30-WE"]);
    // The first day of a story about long ago is still the article's.
    let history = "She died on Monday. She sang in 1922, in 1946, in 1959, in 1976, in 1981 and in 1985.";
    let (_, timexes) = found(history, "2018-07-19");
    assert_eq!(timexes[0].value, "2018-07-16");
}
