//! Where a page stands in the model.

use crate::markdown::directives;
use crate::{Course, Page, Problem};

/// The map, with the boxes of the page's own chapter lit.
pub(crate) fn map(course: &Course, page: &Page) -> String {
    let own = page.name.split_once('-').map(|(number, _)| number);
    let chapter = own.and_then(|number| number.parse().ok());
    let link = |chapter: usize| {
        let folder = course.chapter_of(&chapter.to_string());
        folder.ok().map(|folder| format!("{folder}.md"))
    };
    format!("\n{}\n", figures::map(link, chapter))
}

/// Gate: every chapter's page shows the map, once.
pub fn maps(course: &Course) -> Vec<Problem> {
    let fault = |page: &Page| {
        course.chapters.iter().find(|chapter| *chapter == page.stem())?;
        let maps: Vec<usize> = directives(&page.text)
            .filter(|(_, words)| *words == "map")
            .map(|(line, _)| line)
            .collect();
        let message = match maps[..] {
            [_] => return None,
            [] => "no {{map}}; put it below the first heading",
            _ => "{{map}} again; drop one",
        };
        let line = maps.last().copied().unwrap_or(1);
        Some(page.problem(line, message.to_string()))
    };
    course.pages.iter().filter_map(fault).collect()
}
