// The book as its reader meets it: in a browser, in every theme, on a
// telephone, on paper, by keyboard, without scripts.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BOOK, PAGES, launch, serve } from "./site.js";

const AXE = readFileSync(
    createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const THEMES = ["light", "rust", "coal", "navy", "ayu"];
// What axe judges by colours, and so in every theme.
const COLOURS = ["color-contrast", "link-in-text-block"];
// The corner of a table that has row and column heads is empty.
const LEFT_OUT = Object.fromEntries(["empty-table-header", ...COLOURS]
    .map((rule) => [rule, { enabled: false }]));
const KINDS = {
    desk: {},
    telephone: { viewport: { width: 320, height: 640 } },
    scriptless: { javaScriptEnabled: false },
};
let site, browser;

before(async () => {
    site = await serve();
    browser = await launch();
});

after(async () => {
    await browser?.close();
    site?.server.close();
});

/** What `look` finds wrong with a page opened for it alone. */
async function open(name, kind, look) {
    const context = await browser.newContext(KINDS[kind]);
    const page = await context.newPage();
    const found = [];
    page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) {
            found.push(message.text());
        }
    });
    page.on("pageerror", (error) => found.push(`${error}`));
    page.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(site.base) && !url.startsWith("data:")) {
            found.push(`asks for ${url}`);
        }
    });
    page.on("response", (response) => {
        if (response.status() >= 400) {
            found.push(`${response.status()} ${response.url()}`);
        }
    });
    await page.goto(site.base + name, { waitUntil: "load" });
    await look(page, (problems) => found.push(...problems));
    await context.close();
    return found;
}

/** Opens every fold and takes every widget out of its lock. */
const unfold = (page) => page.evaluate(() => {
    for (const each of document.querySelectorAll("details")) each.open = true;
    for (const each of document.querySelectorAll(".choices button")) {
        each.click();
    }
});

const remove = (page, selector) => page.evaluate((selector) => document
    .querySelectorAll(selector).forEach((each) => each.remove()), selector);

/** What axe-core holds against the page, one line a kind and place. */
async function axe(page, rules, include) {
    if (!await page.evaluate(() => "axe" in window)) await page.evaluate(AXE);
    const which = rules ? { runOnly: rules } : { rules: LEFT_OUT };
    return page.evaluate(async ([which, include]) => {
        const { violations } = await axe.run(include ?? document, {
            resultTypes: ["violations"], ...which,
        });
        return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3)
            .map((node) => `${id}: ${node.target} ${node.html.slice(0, 90)}`));
    }, [which, include]);
}

/** Marks the first text of each ink, ground, size and weight. */
const markInks = (page) => page.evaluate(() => {
    const seen = new Set();
    for (const each of document.querySelectorAll("[data-ink]")) {
        delete each.dataset.ink;
    }
    for (const each of document.querySelectorAll("body *")) {
        const text = [...each.childNodes].some((node) =>
            node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (!text || !each.checkVisibility()) continue;
        const { color, fontSize, fontWeight } = getComputedStyle(each);
        const ink = [color, fontSize, fontWeight, Boolean(each.closest("a"))];
        for (let at = each; at; at = at.parentElement) {
            const { backgroundColor, backgroundImage, opacity } =
                getComputedStyle(at);
            if (backgroundColor !== "rgba(0, 0, 0, 0)") {
                ink.push(backgroundColor);
            }
            if (backgroundImage !== "none") ink.push(backgroundImage);
            if (opacity !== "1") ink.push(opacity);
        }
        if (!seen.has(`${ink}`)) each.dataset.ink = seen.add(`${ink}`).size;
    }
    return [...document.querySelectorAll("[data-ink]")]
        .map((each) => [`[data-ink="${each.dataset.ink}"]`]);
});

async function inks(page, theme) {
    await page.evaluate((theme) =>
        document.getElementById(`mdbook-theme-${theme}`).click(), theme);
    const problems = await axe(page, COLOURS, await markInks(page));
    return problems.map((problem) => `in ${theme}: ${problem}`);
}

/** What is wider than the page. */
const wide = (page) => page.evaluate(() => {
    const { clientWidth, scrollWidth } =
        document.querySelector("#mdbook-content");
    const body = document.documentElement;
    if (scrollWidth <= clientWidth &&
        body.scrollWidth <= body.clientWidth) return [];
    const wide = [...document.querySelectorAll("main *")].filter((e) =>
        e.getBoundingClientRect().right > body.clientWidth && !e.closest(
            "pre, .table-wrapper, .listing, .katex-display"));
    return [`${scrollWidth} pixels wide, ${clientWidth} there: ` +
        wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 120))];
});

/** Whether an arrow key moves what scrolls: mdBook would turn the page. */
async function scrolls(page) {
    const found = [];
    for (const area of (await page.locator("main [tabindex='0']").all())
        .slice(0, 3)) {
        const what = await area.innerText();
        await area.press("ArrowRight");
        await page.waitForFunction((e) => e.scrollLeft > 0,
            await area.elementHandle(), { timeout: 2000 })
            .catch(() => found.push(`an arrow key does not scroll ${what}`));
        if (found.length) break;
    }
    return found;
}

/** What the paper shows of a dark page. */
async function paper(page) {
    await page.emulateMedia({ media: "print" });
    const found = await page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        const shown = ["#mdbook-sidebar", "#mdbook-menu-bar", ".widget",
            ".nav-wrapper", ".nav-wide-wrapper"].filter((name) =>
            document.querySelector(name)?.checkVisibility());
        const lost = [...document.querySelectorAll(".fig.replaced")]
            .filter((figure) => !figure.checkVisibility());
        return [
            ...(style.backgroundColor === "rgb(255, 255, 255)" ? []
                : [`printed on ${style.backgroundColor}`]),
            ...(style.color === "rgb(0, 0, 0)" ? []
                : [`printed in ${style.color}`]),
            ...shown.map((name) => `${name} is printed`),
            ...lost.map(({ id }) => `${id} is not printed`),
        ];
    });
    await page.emulateMedia({ media: "screen" });
    return found;
}

/** The characters of the page by their font. */
const characters = (page) => page.evaluate(() => {
    const texts = [];
    const walk = document.createTreeWalker(
        document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const parent = walk.currentNode.parentElement;
        if (parent.closest(".katex, script, title, desc, option")) continue;
        const { fontStyle, fontWeight, fontFamily } =
            getComputedStyle(parent);
        texts.push([`${fontStyle} ${fontWeight} 16px ${fontFamily}`,
            walk.currentNode.data]);
    }
    return texts;
});

const known = new Map();
const asked = [];
const fonts = new Map();

describe("a page", { concurrency: 2 }, () => {
    for (const name of PAGES) {
        test(`${name} on a desk`, async () => assert.deepEqual(
            await open(name, "desk", async (page, found) => {
                await page.waitForLoadState("networkidle");
                await unfold(page);
                await page.addStyleTag({
                    content: "* { transition: none !important }",
                });
                const { ids, links } = await page.evaluate(() => ({
                    ids: [...document.querySelectorAll("[id]")]
                        .map((e) => e.id),
                    links: [...document.querySelectorAll("a[href]")]
                        .map((a) => new URL(a.getAttribute("href"), location.href).href),
                }));
                found(ids.filter((id, at) => ids.indexOf(id) !== at)
                    .map((id) => `two elements have the id ${id}`));
                known.set(name, new Set(ids));
                asked.push(...links.map((link) => [name, link]));
                for (const [font, text] of await characters(page)) {
                    if (!fonts.has(font)) fonts.set(font, new Set());
                    for (const char of text) {
                        if (char.trim()) fonts.get(font).add(char);
                    }
                }
                // KaTeX's pictures of formulas are hidden from readers' aids.
                await remove(page, ".katex-html");
                found(await axe(page));
                await remove(page, ".katex");
                for (const theme of THEMES) found(await inks(page, theme));
                found(await paper(page));
            }), []));

        test(`${name} on a telephone`, async () => assert.deepEqual(
            await open(name, "telephone",
                async (page, found) => {
                    await unfold(page);
                    // 1280 pixels at 200 % are 640.
                    for (const width of [320, 640, 900]) {
                        await page.setViewportSize({ width, height: 640 });
                        found(await wide(page));
                    }
                    await page.setViewportSize({ width: 320, height: 640 });
                    found(await axe(page));
                    found(await scrolls(page));
                }), []));

        test(`${name} without scripts`, async () => assert.deepEqual(
            await open(name, "scriptless",
                async (page, found) => {
                    const formulas = await page.locator(".katex-html").count();
                    const raw = (await page.locator("main").innerText())
                        .match(/\$\$|\\frac/);
                    found([
                        ...(/^0[1-6]-/.test(name) && !formulas
                            ? ["no formula"] : []),
                        ...(raw ? [`an unread formula: ${raw}`] : []),
                    ]);
                    for (const each of await page.locator(".widget").all()) {
                        const figure = page.locator(
                            `#${await each.getAttribute("data-replaces")}`);
                        if (await each.isVisible() ||
                            !await figure.isVisible()) {
                            found(["a widget stands where its figure should"]);
                        }
                    }
                }), []));
    }
});

test("links lead somewhere", () => {
    assert.equal(known.size, PAGES.length);
    known.set("index.html", known.get("introduction.html"));
    const broken = asked.filter(([from, link]) => {
        // Its links count from the site's root, for it may be asked anywhere.
        if (from === "404.html" || !link.startsWith(site.base)) return false;
        const url = new URL(link);
        const page = url.pathname.slice(1) || "index.html";
        if (page === "print.html") return false;
        const id = decodeURIComponent(url.hash.slice(1));
        return !known.has(page) || (id !== "" && !known.get(page).has(id));
    });
    assert.deepEqual(broken, []);
});

test("print.html asks no other site", async () => assert.deepEqual(
    await open("print.html", "desk", (page) =>
        page.waitForLoadState("networkidle")), []));

// A borrowed character bends the columns of a printout.
test("the book's fonts have every character", async () => {
    const page = await browser.newPage();
    await page.goto(site.base + PAGES[0]);
    await page.evaluate((fonts) => {
        const main = document.querySelector("main");
        main.replaceChildren();
        for (const [font, chars] of fonts) {
            for (const char of chars) {
                const probe = document.createElement("p");
                Object.assign(probe, { className: "probe", title: font });
                probe.style.font = font;
                probe.textContent = char;
                main.append(probe);
            }
        }
        return document.fonts.ready.then(() => {});
    }, [...fonts].map(([font, chars]) => [font, [...chars]]));
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("DOM.enable");
    await cdp.send("CSS.enable");
    const { root } = await cdp.send("DOM.getDocument", { depth: 1 });
    const { nodeIds } = await cdp.send("DOM.querySelectorAll",
        { nodeId: root.nodeId, selector: ".probe" });
    const probes = [...fonts].flatMap(([font, chars]) =>
        [...chars].map((char) => `${char} in ${font}`));
    const borrowed = [];
    for (const [at, nodeId] of nodeIds.entries()) {
        const { fonts } = await cdp.send(
            "CSS.getPlatformFontsForNode", { nodeId });
        if (!fonts.length || fonts.some((font) => !font.isCustomFont)) {
            borrowed.push(`${probes[at]}: ${fonts[0]?.familyName}`);
        }
    }
    await page.close();
    assert.ok(probes.length > 100, "no characters found");
    assert.deepEqual(borrowed, []);
});

test("a page is below 300 KB", (t) => {
    for (const name of PAGES) {
        const { size } = statSync(join(BOOK, name));
        t.diagnostic(`${name} ${Math.round(size / 1000)} KB`);
        assert.ok(size < 300_000, `${name} has ${size} bytes`);
    }
});
