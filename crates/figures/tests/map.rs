//! The map that stands on a chapter's head.

use figures::map;

/// Chapters 1 to 6 are written.
fn page(chapter: usize) -> Option<String> {
    (chapter < 7).then(|| format!("{chapter:02}.md"))
}

fn count(html: &str, text: &str) -> usize {
    html.matches(text).count()
}

#[test]
fn every_box_of_the_chapter_is_lit_and_no_other() {
    // How often the block needs each chapter.
    for (chapter, boxes) in [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 2)]
    {
        let map = map(page, Some(chapter));
        let lit = format!(
            "<a href=\"{chapter:02}.md\" aria-current=\"page\">\
             <b>{chapter}</b> "
        );
        assert_eq!(count(&map, &lit), boxes, "{map}");
        assert_eq!(count(&map, "aria-current"), boxes, "{map}");
        assert_eq!(count(&map, " here\">"), boxes, "{map}");
        assert_eq!(count(&map, ", this chapter<"), boxes, "{map}");
    }
}

#[test]
fn a_chapter_without_a_page_is_named_and_not_linked() {
    let none = map(page, None);
    assert_eq!(count(&none, " here"), 0, "{none}");
    assert_eq!(count(&none, "<a "), 9, "{none}");
    assert_eq!(count(&none, "part later\">"), 4, "{none}");
    assert!(none.contains("<span class=\"name\">decoder<span"), "{none}");
    let all = map(|chapter| Some(chapter.to_string()), None);
    assert_eq!(count(&all, "<a "), 13, "{all}");
}

#[test]
fn markdown_takes_it_as_one_block_of_html() {
    let map = map(page, Some(2));
    assert!(map.starts_with("<nav") && map.ends_with("</nav>"));
    assert!(map.lines().all(|line| !line.trim().is_empty()));
    assert_eq!(count(&map, "<span"), count(&map, "</span>"));
    // Softmax stands in the scores, the scores in the heads, these in a block.
    let at = |name: &str| map.find(name).unwrap();
    let order = ["block", "heads", "scores", "softmax"].map(at);
    assert!(order.is_sorted(), "{map}");
}
