// What is too wide scrolls inside itself. Here the keyboard gets there too:
// not every browser stops at such a place by itself, and mdBook would turn the
// page at an arrow key.
"use strict";

{
  const SCROLLS = "pre > code, .table-wrapper, .katex-display, .fig details, .widget .scroll";
  const all = [...document.querySelectorAll(SCROLLS)];

  function reach() {
    for (const each of all) {
      if (each.scrollWidth > each.clientWidth) each.tabIndex = 0;
      else each.removeAttribute("tabindex");
    }
  }

  const sizes = new ResizeObserver(reach);
  for (const each of all) {
    sizes.observe(each);
    each.addEventListener("keydown", (event) => {
      const sideways = ["ArrowLeft", "ArrowRight"].includes(event.key);
      if (sideways && event.target === each) event.stopPropagation();
    });
  }
  document.fonts.ready.then(reach);
}
