//! Named layers for a PDF: the marked sections of its page become optional content, which readers list and can hide.
//!
//! The library that writes the pages has no layers, so they are put in afterwards. Source: ISO 32000-1, 8.11.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Result, dictionary};

/// Returns the PDF `written` with its only page's marked sections, in their order, on the layers `names`. Sections of one name are one layer.
///
/// # Errors
/// Where `written` is no PDF.
pub(super) fn with_layers(written: &[u8], names: &[&str]) -> Result<Vec<u8>> {
    let mut document = Document::load_mem(written)?;
    let page = document.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let mut layers: Vec<(&str, ObjectId)> = Vec::new();
    for name in names {
        if !layers.iter().any(|(known, _)| known == name) {
            let group = dictionary! { "Type" => "OCG", "Name" => Object::string_literal(shown(name)) };
            layers.push((*name, document.add_object(group)));
        }
    }
    let key = |name: &str| layers.iter().position(|(known, _)| *known == name).map(|i| format!("L{i}"));
    let content = Content::decode(&document.get_page_content(page)?)?;
    let operations = marked(content.operations, &names.iter().filter_map(|n| key(n)).collect::<Vec<_>>());
    document.change_page_content(page, Content { operations }.encode()?)?;

    let groups: Vec<Object> = layers.iter().map(|(_, id)| Object::Reference(*id)).collect();
    let properties: Dictionary =
        layers.iter().enumerate().map(|(i, (_, id))| (format!("L{i}").into_bytes(), Object::Reference(*id))).collect();
    resources(&mut document, page)?.set("Properties", properties);
    // The uppermost first, as drawing programs list them.
    let order: Vec<Object> = groups.iter().rev().cloned().collect();
    let shown = dictionary! { "Name" => Object::string_literal("Layers"), "Order" => order, "ON" => groups.clone() };
    document.catalog_mut()?.set("OCProperties", dictionary! { "OCGs" => groups, "D" => shown });
    document.compress();
    let mut out = Vec::with_capacity(written.len());
    document.save_to(&mut out)?;
    Ok(out)
}

/// The resources of a page, which may stand in it or apart.
fn resources(document: &mut Document, page: ObjectId) -> Result<&mut Dictionary> {
    let apart = document.get_dictionary(page)?.get(b"Resources").and_then(Object::as_reference).ok();
    match apart {
        Some(id) => document.get_object_mut(id)?.as_dict_mut(),
        None => document.get_object_mut(page)?.as_dict_mut()?.get_mut(b"Resources")?.as_dict_mut(),
    }
}

/// The drawing with each marked section that stands in no other inside the layer of its turn.
fn marked(operations: Vec<Operation>, keys: &[String]) -> Vec<Operation> {
    let mut out = Vec::with_capacity(operations.len() + 2 * keys.len());
    let (mut depth, mut keys) = (0, keys.iter());
    // Whether the outermost section under way is on a layer.
    let mut is_on_layer = false;
    for operation in operations {
        match operation.operator.as_str() {
            "BDC" | "BMC" => {
                if depth == 0 {
                    let key = keys.next();
                    is_on_layer = key.is_some();
                    out.extend(key.map(|key| Operation::new("BDC", vec!["OC".into(), key.as_str().into()])));
                }
                depth += 1;
                out.push(operation);
            }
            "EMC" => {
                depth -= 1;
                out.push(operation);
                if depth == 0 && is_on_layer {
                    out.push(Operation::new("EMC", vec![]));
                }
            }
            _ => out.push(operation),
        }
    }
    out
}

/// The name of a layer, for people.
fn shown(name: &str) -> String {
    crate::scene::words::capital(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::pdf::pdf;
    use crate::scene::{Options, Theme, page, samples};
    use crate::story::Playhead;

    #[test]
    fn every_layer_of_the_scene_is_one_of_the_page() {
        let options = Options { theme: &Theme::LIGHT, has_basemap: true, selected: None, hovered: None, reserved: Vec::new() };
        for (name, story) in samples::all() {
            let scene = page(&story, Playhead(1e9), 1600.0, 1000.0, &options);
            let document = Document::load_mem(&pdf(&scene).unwrap()).unwrap();
            let properties = document.catalog().unwrap().get(b"OCProperties").unwrap().as_dict().unwrap();
            let groups = properties.get(b"OCGs").unwrap().as_array().unwrap();
            let said: Vec<String> = groups
                .iter()
                .map(|g| document.get_dictionary(g.as_reference().unwrap()).unwrap())
                .map(|g| String::from_utf8(g.get(b"Name").unwrap().as_str().unwrap().to_vec()).unwrap().to_lowercase())
                .collect();
            for layer in &scene.layers {
                assert!(said.contains(&layer.name.to_lowercase()), "{name}: {} in {said:?}", layer.name);
            }
            let id = document.page_iter().next().unwrap();
            let content = Content::decode(&document.get_page_content(id).unwrap()).unwrap();
            let count = |operator: &str| content.operations.iter().filter(|o| o.operator == operator).count();
            let on_layers =
                content.operations.iter().filter(|o| o.operator == "BDC" && o.operands[0].as_name().is_ok_and(|n| n == b"OC")).count();
            assert_eq!(on_layers, scene.layers.len() + 1, "{name}: and the background");
            assert_eq!(count("BDC") + count("BMC"), count("EMC"), "{name}: what begins ends");
        }
    }
}
