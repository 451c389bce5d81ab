//! The head of a list: words to look for, and the order of its rows.

use super::controls::{Toggle, icon_button, name_field};
use super::icons::Icon;
use super::language::{tr, tr_with};
use super::look::{Type, color32, rule, theme};
use crate::gazetteer::fold;
use egui::{ComboBox, Margin, Rect, Role, TextEdit, Ui, UiBuilder, WidgetInfo, vec2};

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Order {
    /// Places as the article names them, events by their time.
    #[default]
    Told,
    /// By name.
    Name,
    /// The most often named first.
    Mentions,
    /// What is unsure first, or what is not done yet.
    Doubt,
}

impl Order {
    /// The orders of places.
    pub const OF_PLACES: &[Order] = &[Order::Told, Order::Name, Order::Mentions, Order::Doubt];
    /// The orders of events.
    pub const OF_EVENTS: &[Order] = &[Order::Told, Order::Name, Order::Doubt];

    fn name(self, of: &[Order]) -> &'static str {
        match (self, of.contains(&Order::Mentions)) {
            (Order::Told, true) => tr("As told"),
            (Order::Told, false) => tr("By date"),
            (Order::Name, _) => tr("By name"),
            (Order::Mentions, _) => tr("By mentions"),
            (Order::Doubt, true) => tr("Doubtful first"),
            (Order::Doubt, false) => tr("By status"),
        }
    }
}

/// What is typed and chosen over a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub words: String,
    pub order: Order,
}

impl Head {
    /// Shows the head; `orders` are those of this list.
    pub fn head_ui(&mut self, ui: &mut Ui, orders: &[Order]) {
        let theme = theme(ui);
        if !orders.contains(&self.order) {
            self.order = Order::Told;
        }
        egui::Frame::new().inner_margin(Margin { left: 16, right: 12, top: 8, bottom: 8 }).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let width = (ui.available_width() - 132.0).max(80.0);
                let field = TextEdit::singleline(&mut self.words)
                    .desired_width(width - 16.0)
                    .margin(Margin::symmetric(8, 5))
                    .hint_text(tr("Filter"));
                let response = ui.add(field);
                name_field(&response, Role::TextInput, tr("Filter the list"), &self.words);
                if !self.words.is_empty() {
                    // Over the end of the field, where such a cross is looked for.
                    let at = Rect::from_center_size(response.rect.right_center() - vec2(15.0, 0.0), vec2(24.0, 24.0));
                    let mut corner = ui.new_child(UiBuilder::new().max_rect(at).id_salt("clear"));
                    if icon_button(&mut corner, Icon::Close, "Clear the filter", 24.0, Toggle::None).clicked() {
                        self.words.clear();
                    }
                }
                let now = self.order.name(orders);
                let combo = ComboBox::from_id_salt("order").width(116.0).selected_text(Type::NAME.text(now, theme.ink)).show_ui(ui, |ui| {
                    for order in orders {
                        ui.selectable_value(&mut self.order, *order, order.name(orders));
                    }
                });
                combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, tr_with("Order: {}", &[&now])));
            });
        });
        let y = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), y, rule(theme));
        ui.visuals_mut().weak_text_color = Some(color32(theme.ink_weak));
    }

    /// Whether a row with these words is kept: each word typed begins one of them, whatever its case and accents.
    pub fn keeps(&self, row: &[&str]) -> bool {
        let row = row.iter().map(|words| fold(words)).collect::<Vec<_>>().join(" ");
        fold(&self.words).split_whitespace().all(|wanted| row.contains(wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_looks_past_case_and_accents() {
        let check = |words: &str, row: &[&str], expected: bool| {
            assert_eq!(Head { words: words.to_owned(), order: Order::Told }.keeps(row), expected, "{words} in {row:?}");
        };
        check("", &["Osan"], true);
        check("zag", &["Żagań", "City"], true);
        check("city osan", &["Osan", "City · Gyeonggi"], true);
        check("rome", &["Osan", "City"], false);
    }
}
