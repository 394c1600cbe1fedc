//! The shape that Markdown, browsers and screen readers need.

use figures::{Align, Drawing, Figure, Plot, Role, Row, ledger};

/// A figure with every mark, and text that must be escaped.
fn everything() -> Figure {
    let mut drawing = Drawing::new(34.0, 20.0);
    let plot = Plot {
        corner: [2.0, 12.0],
        size: [20.0, 10.0],
        x: [0.0, 4.0],
        y: [0.0, 1.0],
    };
    plot.axis(&mut drawing, &[(0.0, "0"), (4.0, "4")]);
    plot.levels(&mut drawing, &[(1.0, "1")]);
    drawing.line(&plot.curve(|x| x / 4.0), "ln", Role::Score);
    drawing.dot(plot.at(2.0, 0.5), "dot", Role::Output);
    drawing.arrow([0.0, 0.0], [3.0, 4.0], "ln", Role::K);
    drawing.bars([2.0, 12.0], 0.5, &[1.0, -1.0], Role::X);
    drawing.cell([1.0, 1.0], [4.0, 2.0], Role::Q, "a < b & \"c\"");
    drawing.weight([1.0, 4.0], [4.0, 2.0], Role::Score, 0.5, "½");
    drawing.blank([1.0, 7.0], [4.0, 2.0]);
    let numbers = ["1", "2"].map(String::from);
    drawing.matrix([9.0, 4.0], [3.0, 2.0], [1, 2], Role::V, "V", &numbers);
    drawing.number([1.0, 1.0], Align::Start, None, "");
    Figure {
        number: "7.3",
        title: "a < b".to_string(),
        desc: "\"a\" & b".to_string(),
        caption: "a > b".to_string(),
        drawing,
        data: vec![
            vec!["<".to_string(), "b".to_string()],
            vec!["row".to_string(), "1".to_string()],
        ],
    }
}

#[test]
fn markdown_takes_it_as_one_block_of_html() {
    let html = everything().to_string();
    assert!(html.starts_with("<figure class=\"fig\" id=\"fig-7-3\">"));
    assert!(html.ends_with("</figure>\n"));
    assert!(html.lines().all(|line| !line.trim().is_empty()), "{html}");
    assert!(!html.contains("<style") && !html.contains("<?xml"), "{html}");
}

#[test]
fn every_tag_is_closed_by_its_own() {
    let html = everything().to_string();
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().expect("split gives a first");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().expect("split gives a first"));
        }
    }
    assert!(open.is_empty(), "{open:?} not closed");
}

#[test]
fn a_screen_reader_finds_title_and_description_by_id() {
    let html = everything().to_string();
    assert!(html.contains("aria-labelledby=\"fig-7-3-t fig-7-3-d\""));
    assert!(html.contains("<title id=\"fig-7-3-t\">a &lt; b</title>"));
    assert!(html.contains("<desc id=\"fig-7-3-d\">&quot;a&quot; &amp; b<"));
    assert!(html.contains("<figcaption>Figure 7.3. a &gt; b</figcaption>"));
    let mut ids: Vec<&str> = html
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().expect("split gives a first"))
        .collect();
    assert!(ids.iter().all(|id| id.starts_with("fig-7-3")), "{ids:?}");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
}

#[test]
fn text_of_marks_and_data_is_escaped_and_empty_text_left_out() {
    let html = everything().to_string();
    assert!(
        html.contains(">a &lt; b &amp; &quot;c&quot;</text>"),
        "{html}"
    );
    assert!(html.contains("<th scope=\"col\">&lt;</th>"), "{html}");
    assert!(
        html.contains("<th scope=\"row\">row</th><td>1</td>"),
        "{html}"
    );
    assert!(!html.contains("></text>"), "{html}");
}

#[test]
fn roles_differ_by_class_and_by_border() {
    let roles =
        [Role::X, Role::Q, Role::K, Role::V, Role::Score, Role::Output];
    let boxes = roles.map(|role| {
        let mut drawing = Drawing::new(5.0, 3.0);
        drawing.cell([0.0, 0.0], [4.0, 2.0], role, "");
        drawing.to_string()
    });
    for (i, role) in roles.iter().enumerate() {
        let class = format!("class=\"cell {}\"", role.class());
        assert!(boxes[i].contains(&class), "{}", boxes[i]);
        for (j, other) in roles.iter().enumerate().skip(i + 1) {
            let border =
                |at: usize| boxes[at].replace(roles[at].class(), "");
            assert_ne!(border(i), border(j), "{role:?} and {other:?}");
        }
    }
}

#[test]
fn the_grid_is_12_pixels_and_nothing_is_minus_zero() {
    let mut drawing = Drawing::new(5.0, 3.0);
    drawing.line(&[[-0.0, 1.0], [0.004, 2.5]], "ln", None);
    assert_eq!(
        drawing.to_string(),
        "<path class=\"ln\" d=\"M0 12L0 30\"/>\n"
    );
}

#[test]
fn a_window_puts_its_corners_where_it_says() {
    let plot = Plot {
        corner: [2.0, 12.0],
        size: [20.0, 10.0],
        x: [-1.0, 4.0],
        y: [0.5, 1.0],
    };
    assert_eq!(plot.at(-1.0, 0.5), [2.0, 12.0]);
    assert_eq!(plot.at(4.0, 1.0), [22.0, 2.0]);
    assert_eq!(plot.at(0.0, 0.5), [6.0, 12.0]);
}

#[test]
fn a_ledger_says_the_same_in_boxes_and_in_its_table() {
    let text = |s: &str| s.to_string();
    let rows = [
        Row::new("s", "score", Role::Score, [text("14"), text("12")]),
        Row::new("?", "blank", None, [text(""), text("")]),
        Row::new("Σ", "sum", None, [text("1.1353")]),
        Row::new("a", "weight", Role::Score, [text("0.75"), text("0.25")])
            .filled(&[0.75, 0.25]),
    ];
    let (drawing, data) = ledger(&["left", "right"], &rows);
    assert_eq!(
        data,
        [
            ["", "left", "right"],
            ["s score", "14", "12"],
            ["? blank", "?", "?"],
            ["Σ sum", "1.1353", "1.1353"],
            ["a weight", "0.75", "0.25"],
        ]
    );
    let svg = drawing.to_string();
    assert_eq!(svg.matches("class=\"cell open dash\"").count(), 2, "{svg}");
    let widths: Vec<f64> = svg
        .lines()
        .filter(|line| line.contains("class=\"fill score\""))
        .map(|line| {
            let width = line.split("width=\"").nth(1).expect("a width");
            width.split('"').next().expect("a number").parse().expect(width)
        })
        .collect();
    // Three to one, as far as a tenth of a pixel allows.
    assert!((widths[0] / widths[1] - 3.0).abs() < 0.01, "{widths:?}");
}

#[test]
fn a_drawing_with_links_is_no_picture() {
    assert!(everything().to_string().contains("<svg role=\"img\""));
    let mut figure = everything();
    let (at, size) = ([1.0, 1.0], [4.0, 2.0]);
    figure.drawing.link("a.md", "a, chapter 1", at, size, "a");
    let html = figure.to_string();
    assert!(html.contains("<svg role=\"group\""), "{html}");
    assert!(html.contains("<a href=\"a.md\" aria-label=\"a, chapter 1\">"));
}
