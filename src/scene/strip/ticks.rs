//! The line of the axis, its ticks and their labels, and the zigzags of its gaps.

use super::{Anchor, Face, Frame, Layer, PicturePoint, PictureRect, Shape, Stroke, fonts};
use crate::scene::words::{self, Month};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

/// Room for a label and its air, in points.
const LABEL_ROOM: f32 = 58.0;
/// Least distance of ticks without label, in points.
const TICK_ROOM: f32 = 7.0;
/// No stretch has more ticks than a wide screen has room for.
const MAX_TICKS: usize = 1000;

/// A step of the calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Day,
    /// The 1st, 8th, 15th and 22nd of the month.
    Week,
    Months(i32),
    Years(i32),
}

const STEPS: [Step; 16] = [
    Step::Day,
    Step::Week,
    Step::Months(1),
    Step::Months(3),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(200),
    Step::Years(500),
    Step::Years(1000),
    Step::Years(2000),
    Step::Years(5000),
];

impl Step {
    fn days(self) -> f64 {
        match self {
            Step::Day => 1.0,
            Step::Week => 7.0,
            Step::Months(n) => 30.44 * f64::from(n),
            Step::Years(n) => 365.24 * f64::from(n),
        }
    }

    /// The last tick at or before a day.
    fn floor(self, day: Date) -> Date {
        let first = |year: i16, month: i8| Date::new(year, month, 1).unwrap_or(day);
        match self {
            Step::Day => day,
            Step::Week => {
                let d = match day.day() {
                    22.. => 22,
                    15.. => 15,
                    8.. => 8,
                    _ => 1,
                };
                Date::new(day.year(), day.month(), d).unwrap_or(day)
            }
            Step::Months(n) => first(day.year(), i8::try_from((i32::from(day.month()) - 1) / n * n + 1).unwrap_or(1)),
            Step::Years(n) => {
                let year = i32::from(day.year()).div_euclid(n) * n;
                // The calendar begins in −9999; the first round year in it comes after.
                first(i16::try_from(if year < -9999 { year + n } else { year }).unwrap_or(day.year()), 1)
            }
        }
    }

    /// The tick after a tick; `None` at the end of the calendar.
    fn next(self, tick: Date) -> Option<Date> {
        let next = match self {
            Step::Day => tick.tomorrow(),
            Step::Week if tick.day() < 22 => tick.checked_add(7.days()),
            Step::Week => tick.first_of_month().checked_add(1.month()),
            Step::Months(n) => tick.checked_add(n.months()),
            Step::Years(n) => tick.checked_add(n.years()),
        };
        next.ok() // Only the end of the calendar has no next tick.
    }

    fn ticks(self, start: DateTime, end: DateTime) -> Vec<Date> {
        let mut ticks = Vec::new();
        let mut tick = Some(self.floor(start.date()));
        while let Some(day) = tick.filter(|d| d.to_datetime(jiff::civil::Time::midnight()) <= end && ticks.len() < MAX_TICKS) {
            if day.to_datetime(jiff::civil::Time::midnight()) >= start {
                ticks.push(day);
            }
            tick = self.next(day);
        }
        ticks
    }

    fn label(self, day: Date, is_first: bool) -> String {
        let is_new_year = is_first || day.month() == 1;
        match self {
            Step::Day | Step::Week if day.day() == 1 && is_new_year => words::tick(day, false, Some(Month::Whole), true),
            Step::Day | Step::Week if day.day() == 1 => words::tick(day, false, Some(Month::Whole), false),
            Step::Day | Step::Week if is_first => words::tick(day, true, Some(Month::Short), true),
            Step::Day | Step::Week => day.day().to_string(),
            Step::Months(_) if is_new_year => words::tick(day, false, Some(Month::Short), true),
            Step::Months(_) => words::tick(day, false, Some(Month::Short), false),
            Step::Years(_) => words::tick(day, false, None, true),
        }
    }
}

/// Draws the line, the ticks with their labels and the gaps; says where labels are.
pub(super) fn axis(frame: &Frame<'_>, layer: &mut Layer, taken: &mut Vec<PictureRect>) {
    let theme = frame.options.theme;
    let ink = Stroke::solid(theme.ink, 1.0);
    let stretches: Vec<_> = frame.timeline.stretches().collect();
    let n = stretches.len();
    for (i, &(start, end, from, to)) in stretches.iter().enumerate() {
        let x = |share: f64| frame.from + (frame.to - frame.from) * share as f32;
        let (mut left, right) = (x(from), x(to));
        let end_of_line = if i + 1 == n && frame.kind == super::StripKind::Window { frame.rect.max.x } else { right };
        layer.push(Shape::line(vec![PicturePoint { x: left, y: frame.axis }, PicturePoint { x: end_of_line, y: frame.axis }], ink));
        let days = end.duration_since(start).as_secs_f64() / 86_400.0;
        let per_day = f64::from(right - left) / days.max(1e-6);
        let with_room = |room: f32| STEPS.into_iter().find(|s| s.days() * per_day >= f64::from(room)).unwrap_or(Step::Years(5000));
        let (major, minor) = (with_room(LABEL_ROOM), with_room(TICK_ROOM));
        for day in minor.ticks(start, end) {
            tick(frame, layer, day, 3.0);
        }
        let mut is_first = true;
        left -= 24.0;
        for day in major.ticks(start, end) {
            let at = frame.x(day.to_datetime(jiff::civil::Time::midnight()));
            tick(frame, layer, day, 6.0);
            let label = major.label(day, is_first);
            let width = fonts::width(&label, Face::Sans, 11.0, 0.0);
            let centre = at.clamp(
                frame.rect.min.x + width / 2.0 + 1.0,
                (frame.rect.max.x - width / 2.0 - 1.0).max(frame.rect.min.x + width / 2.0 + 1.0),
            );
            if centre - width / 2.0 < left + 6.0 {
                continue;
            }
            left = centre + width / 2.0;
            is_first = false;
            layer.push(frame.text(
                PicturePoint { x: centre, y: frame.axis + 18.0 },
                Anchor::Middle,
                label,
                Face::Sans,
                11.0,
                theme.ink_weak,
            ));
        }
    }
    for gap in &frame.timeline.gaps {
        let x = |share: f64| frame.from + (frame.to - frame.from) * share as f32;
        let centre = x((gap.from + gap.to) / 2.0);
        let p = |dx: f32, dy: f32| PicturePoint { x: centre + dx, y: frame.axis + dy };
        // The line runs into the zigzag from both sides.
        let line = vec![
            PicturePoint { x: x(gap.from), y: frame.axis },
            p(-8.0, 0.0),
            p(-4.0, -5.0),
            p(0.0, 5.0),
            p(4.0, -5.0),
            p(8.0, 0.0),
            PicturePoint { x: x(gap.to), y: frame.axis },
        ];
        layer.push(Shape::line(line, Stroke { is_round: true, ..ink }));
        let label = words::length_of(gap.start, gap.end);
        let width = fonts::width(&label, Face::Sans, 11.0, 0.0);
        let centre = centre.clamp(frame.rect.min.x + width / 2.0, frame.rect.max.x - width / 2.0);
        let rect = PictureRect::new(centre - width / 2.0, frame.axis - 20.0, width, 13.0);
        layer.push(frame.text(PicturePoint { x: centre, y: frame.axis - 10.0 }, Anchor::Middle, label, Face::Sans, 11.0, theme.ink_weak));
        taken.push(rect);
    }
}

fn tick(frame: &Frame<'_>, layer: &mut Layer, day: Date, length: f32) {
    let x = frame.x(day.to_datetime(jiff::civil::Time::midnight()));
    let line = vec![PicturePoint { x, y: frame.axis }, PicturePoint { x, y: frame.axis + length }];
    layer.push(Shape::line(line, Stroke::solid(frame.options.theme.ink, 1.0)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ticks_stand_on_round_dates() {
        let check = |step: Step, from: Date, to: Date, expected: &str| {
            let ticks = step.ticks(from.at(0, 0, 0, 0), to.at(0, 0, 0, 0));
            let labels: Vec<String> = ticks.iter().enumerate().map(|(i, d)| step.label(*d, i == 0)).collect();
            assert_eq!(labels.join(" | "), expected);
        };
        check(Step::Week, date(2018, 6, 1), date(2018, 7, 10), "June 2018 | 8 | 15 | 22 | July | 8");
        check(Step::Day, date(2018, 7, 30), date(2018, 8, 2), "30 July 2018 | 31 | August | 2");
        check(Step::Months(3), date(2018, 5, 1), date(2019, 2, 1), "July 2018 | Oct | Jan 2019");
        check(Step::Years(1), date(1950, 1, 1), date(1953, 6, 1), "1950 | 1951 | 1952 | 1953");
        check(Step::Years(5000), date(-9999, 1, 1), date(9999, 12, 31), "5001 BC | 1 BC | 5000");
    }
}
