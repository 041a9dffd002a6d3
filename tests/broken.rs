//! Damaged, cut, locked and malicious PDFs: a report or the right word, never a panic, never long.

use lopdf::{Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary};
use std::path::Path;
use std::time::{Duration, Instant};
use yanbao::lexicon::Lexicon;
use yanbao::pipeline;

/// What a file of these bytes ends as: `report` or the reason's word.
fn ending(bytes: &[u8], lexicon: &Lexicon) -> &'static str {
    let start = Instant::now();
    let end = match pipeline::read(bytes, "x.pdf", lexicon) {
        Ok(_) => "report",
        Err(refusal) => refusal.reason.word(),
    };
    assert!(start.elapsed() < Duration::from_secs(20), "too long");
    end
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name)).expect("a sample")
}

/// A document of one page per content; `more` adds to the resources.
fn build(contents: &[Vec<u8>], more: impl Fn(&mut Document) -> Dictionary) -> Document {
    let mut doc = Document::with_version("1.5");
    let tree = doc.new_object_id();
    let font = doc.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let mut resources = more(&mut doc);
    resources.set("Font", dictionary! { "F1" => font });
    let resources = doc.add_object(resources);
    let mut kids: Vec<Object> = Vec::new();
    for content in contents {
        let content = doc.add_object(Stream::new(Dictionary::new(), content.clone()));
        let page = dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        };
        kids.push(doc.add_object(page).into());
    }
    let count = kids.len() as i64;
    doc.set_object(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
    let catalog = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    doc.trailer.set("Root", catalog);
    doc
}

fn bytes(mut doc: Document) -> Vec<u8> {
    let mut out = Vec::new();
    doc.save_to(&mut out).expect("a PDF");
    out
}

fn text(words: &str) -> Vec<u8> {
    format!("BT /F1 12 Tf 72 700 Td ({words}) Tj ET").into_bytes()
}

fn none(_: &mut Document) -> Dictionary {
    Dictionary::new()
}

#[test]
fn what_is_no_pdf_or_holds_no_text_is_refused_with_its_word() {
    let lexicon = Lexicon::load();
    assert_eq!(ending(b"", &lexicon), "not_a_pdf");
    assert_eq!(ending(b"PK\x03\x04 a spreadsheet", &lexicon), "not_a_pdf");
    assert_eq!(ending(b"%PDF-1.7\n%%EOF", &lexicon), "damaged");
    assert_eq!(ending(&bytes(build(&[text("")], none)), &lexicon), "no_text");
    assert_eq!(ending(&bytes(build(&[text("Orders rise.")], none)), &lexicon), "report");
}

#[test]
fn a_file_cut_anywhere_is_a_report_or_refused() {
    let lexicon = Lexicon::load();
    for name in ["lingdong-weekly-2026w12.pdf", "changting-comment-kuaishou.pdf", "lingdong-company-yingweike.pdf"] {
        let whole = sample(name);
        for part in 1..20 {
            let end = ending(&whole[..whole.len() * part / 20], &lexicon);
            assert!(["report", "damaged", "no_text", "encrypted"].contains(&end), "{name} cut at {part}/20: {end}");
        }
    }
}

#[test]
fn a_file_with_flipped_bytes_is_a_report_or_refused() {
    let lexicon = Lexicon::load();
    let whole = sample("lingdong-weekly-20260327.pdf");
    for step in [7, 31, 97, 211] {
        for shift in 0..3 {
            let mut bytes = whole.clone();
            bytes.iter_mut().skip(16 + shift).step_by(step).for_each(|b| *b ^= 0x15);
            let end = ending(&bytes, &lexicon);
            assert!(["report", "damaged", "no_text"].contains(&end), "every {step}th byte from {shift}: {end}");
        }
    }
}

#[test]
fn a_file_whose_table_of_objects_lies_is_repaired() {
    let lexicon = Lexicon::load();
    let whole = bytes(build(&[text("Orders rise."), text("Prices fall.")], none));
    let at = whole.windows(9).rposition(|w| w == b"startxref").expect("a table");
    let mut lying = whole[..at].to_vec();
    lying.extend_from_slice(b"startxref\n999999999\n%%EOF");
    assert_eq!(ending(&lying, &lexicon), "report");
    lying.truncate(at);
    assert_eq!(ending(&lying, &lexicon), "report");
}

#[test]
fn a_password_locks() {
    let lexicon = Lexicon::load();
    let mut doc = build(&[text("Orders rise.")], none);
    let id = Object::string_literal("sample-id");
    doc.trailer.set("ID", vec![id.clone(), id]);
    let state = EncryptionState::try_from(EncryptionVersion::V2 {
        document: &doc,
        owner_password: "owner",
        user_password: "secret",
        key_length: 128,
        permissions: Permissions::all(),
    })
    .expect("a lock");
    doc.encrypt(&state).expect("locked");
    assert_eq!(ending(&bytes(doc), &lexicon), "encrypted");
}

#[test]
fn bombs_end_soon() {
    let lexicon = Lexicon::load();
    // a Form that draws itself sixteen times
    let doc = build(&[b"/X Do ".to_vec()], |doc| {
        let form = doc.new_object_id();
        let inner = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
            "Resources" => dictionary! { "XObject" => dictionary! { "X" => form } },
        };
        doc.set_object(form, Stream::new(inner, b"/X Do ".repeat(16)));
        dictionary! { "XObject" => dictionary! { "X" => form } }
    });
    assert_eq!(ending(&bytes(doc), &lexicon), "no_text");
    // thirty Forms, each of which draws the next twice
    let doc = build(&[b"/X Do ".to_vec()], |doc| {
        let mut next = doc.add_object(Stream::new(
            dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()] },
            b"q Q".to_vec(),
        ));
        for _ in 0..30 {
            let form = dictionary! {
                "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
                "Resources" => dictionary! { "XObject" => dictionary! { "X" => next } },
            };
            next = doc.add_object(Stream::new(form, b"/X Do /X Do".to_vec()));
        }
        dictionary! { "XObject" => dictionary! { "X" => next } }
    });
    assert_eq!(ending(&bytes(doc), &lexicon), "no_text");
    // a page that inflates to 300 MB of nothing
    let mut doc = build(&[b" ".repeat(300 << 20)], none);
    doc.compress();
    assert_eq!(ending(&bytes(doc), &lexicon), "no_text");
    // two million glyphs on one page
    let doc = build(&[b"BT /F1 1 Tf (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET ".repeat(50_000)], none);
    assert_eq!(ending(&bytes(doc), &lexicon), "report");
}

#[test]
fn a_tree_of_pages_that_holds_itself_ends() {
    let lexicon = Lexicon::load();
    let mut doc = build(&[text("Orders rise.")], none);
    let tree = doc.catalog().and_then(|c| c.get(b"Pages")).and_then(Object::as_reference).expect("a tree");
    let pages = doc.get_object_mut(tree).and_then(Object::as_dict_mut).expect("a tree");
    let kids = pages.get_mut(b"Kids").and_then(Object::as_array_mut).expect("kids");
    kids.insert(0, tree.into());
    assert!(["report", "damaged"].contains(&ending(&bytes(doc), &lexicon)));
}
