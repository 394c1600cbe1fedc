// The book as its reader meets it: in a browser, in every theme, on a
// telephone, on paper, by keyboard, without scripts.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { BOOK, PAGES, launch, serve } from "./site.js";

const AXE = readFileSync(
    createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let site, browser;

before(async () => {
    site = await serve();
    browser = await launch();
});

after(async () => {
    await browser?.close();
    site?.server.close();
});

/** Opens each page in turn and gathers what `look` finds wrong with it. */
async function everyPage(options, look, theme) {
    const context = await browser.newContext(options);
    if (theme) {
        await context.addInitScript(
            (theme) => localStorage.setItem("mdbook-theme", theme), theme);
    }
    const page = await context.newPage();
    const found = [];
    for (const name of PAGES) {
        await page.goto(site.base + name, { waitUntil: "load" });
        for (const problem of await look(page, name) ?? []) {
            found.push(`${name}: ${problem}`);
        }
    }
    await context.close();
    assert.deepEqual(found, []);
}

test("no page reports an error or asks another site", async () => {
    const context = await browser.newContext();
    const found = [];
    for (const name of PAGES) {
        const page = await context.newPage();
        page.on("console", (message) => {
            if (["error", "warning"].includes(message.type())) {
                found.push(`${name}: ${message.text()}`);
            }
        });
        page.on("pageerror", (error) => found.push(`${name}: ${error}`));
        page.on("request", (request) => {
            const url = request.url();
            if (!url.startsWith(site.base) && !url.startsWith("data:")) {
                found.push(`${name} asks for ${url}`);
            }
        });
        page.on("response", (response) => {
            if (response.status() >= 400) {
                found.push(`${name}: ${response.status()} ${response.url()}`);
            }
        });
        await page.goto(site.base + name, { waitUntil: "networkidle" });
        await page.close();
    }
    await context.close();
    assert.deepEqual(found, []);
});

/** What axe-core holds against the page, one line a kind and place. */
async function axe(page, rules) {
    await page.evaluate(AXE);
    return page.evaluate(async (rules) => {
        const { violations } = await axe.run(document, {
            // KaTeX's pictures of formulas are hidden from readers' aids.
            exclude: [".katex-html"],
            resultTypes: ["violations"],
            // The corner of a table that has row and column heads is empty.
            rules: { "empty-table-header": { enabled: false } },
            ...(rules && { runOnly: rules }),
        });
        return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3)
            .map((node) => `${id}: ${node.target} ${node.html.slice(0, 90)}`));
    }, rules);
}

const unfold = (page) => page.evaluate(() => document
    .querySelectorAll("details").forEach((each) => { each.open = true; }));

for (const theme of ["light", "navy"]) {
    test(`axe finds nothing in ${theme}`, () => everyPage({},
        async (page) => {
            await unfold(page);
            return axe(page);
        }, theme));
}

for (const theme of ["rust", "coal", "ayu"]) {
    test(`words stand out from their ground in ${theme}`, () =>
        everyPage({}, async (page) => {
            await unfold(page);
            return axe(page, ["color-contrast"]);
        }, theme));
}

// 1280 pixels at 200 % are 640.
for (const width of [320, 640, 900]) {
    test(`nothing sticks out at ${width} pixels`, () => everyPage(
        { viewport: { width, height: 640 } }, async (page) => {
            await unfold(page);
            return page.evaluate(() => {
                const { clientWidth, scrollWidth } =
                    document.querySelector("#mdbook-content");
                const body = document.documentElement;
                if (scrollWidth <= clientWidth &&
                    body.scrollWidth <= body.clientWidth) return [];
                const wide = [...document.querySelectorAll("main *")]
                    .filter((e) => e.getBoundingClientRect().right >
                        body.clientWidth && !e.closest(
                        "pre, .table-wrapper, .listing, .katex-display"));
                return [`${scrollWidth} pixels wide, ${clientWidth} there: ` +
                    wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 120))];
            });
        }));
}

test("formulas are there without scripts", () => everyPage(
    { javaScriptEnabled: false }, async (page, name) => {
        const formulas = await page.locator(".katex-html").count();
        const raw = (await page.locator("main").innerText()).match(/\$\$|\\frac/);
        return [
            ...(/^0[1-6]-/.test(name) && !formulas ? ["no formula"] : []),
            ...(raw ? [`an unread formula: ${raw}`] : []),
        ];
    }));

test("links lead somewhere and ids are unique", async () => {
    const known = new Map();
    const asked = [];
    await everyPage({}, async (page, name) => {
        const { ids, links } = await page.evaluate(() => ({
            ids: [...document.querySelectorAll("[id]")].map((e) => e.id),
            links: [...document.querySelectorAll("a[href]")]
                .map((a) => a.href),
        }));
        known.set(name, new Set(ids));
        asked.push(...links.map((link) => [name, link]));
        return ids.filter((id, at) => ids.indexOf(id) !== at)
            .map((id) => `two elements have the id ${id}`);
    });
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

test("paper is light and has no navigation", () => everyPage({},
    async (page) => {
        await page.emulateMedia({ media: "print" });
        return page.evaluate(() => {
            const style = getComputedStyle(document.documentElement);
            const shown = ["#mdbook-sidebar", "#mdbook-menu-bar",
                ".nav-wrapper", ".nav-wide-wrapper"].filter((name) =>
                document.querySelector(name)?.checkVisibility());
            return [
                ...(style.backgroundColor === "rgb(255, 255, 255)" ? []
                    : [`ground ${style.backgroundColor}`]),
                ...(style.color === "rgb(0, 0, 0)" ? []
                    : [`ink ${style.color}`]),
                ...shown.map((name) => `${name} is printed`),
            ];
        });
    }, "navy"));

// A borrowed character bends the columns of a printout.
test("the book's fonts have every character", async () => {
    const seen = new Map();
    await everyPage({}, async (page) => {
        await unfold(page);
        const texts = await page.evaluate(() => {
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
        for (const [font, text] of texts) {
            if (!seen.has(font)) seen.set(font, new Set());
            for (const char of text) if (char.trim()) seen.get(font).add(char);
        }
    });
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
    }, [...seen].map(([font, chars]) => [font, [...chars]]));
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("DOM.enable");
    await cdp.send("CSS.enable");
    const { root } = await cdp.send("DOM.getDocument", { depth: 1 });
    const { nodeIds } = await cdp.send("DOM.querySelectorAll",
        { nodeId: root.nodeId, selector: ".probe" });
    const probes = [...seen].flatMap(([font, chars]) =>
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

test("largest contentful paint", (t) => everyPage({}, async (page, name) => {
    const paint = await page.evaluate(() => new Promise((done) => {
        new PerformanceObserver((list) => done(list.getEntries().at(-1)))
            .observe({ type: "largest-contentful-paint", buffered: true });
    }).then((entry) => entry.startTime));
    t.diagnostic(`${name} ${Math.round(paint)} ms`);
    return paint < 5000 ? [] : [`painted after ${paint} ms`];
}));

test("widgets answer the keyboard with a number of their table", () =>
    everyPage({}, async (page, name) => {
        const found = [];
        for (const widget of await page.locator(".widget").all()) {
            const id = await widget.getAttribute("id");
            const table = await widget.locator(
                'script[type="application/json"]').textContent();
            const controls = widget.locator("input[type=range]:visible");
            for (const control of await controls.all()) {
                await control.focus();
                const outputs = () => widget.locator("output").allInnerTexts();
                const before = await outputs();
                const value = await control.inputValue();
                await control.press("ArrowRight");
                if (await control.inputValue() === value) {
                    await control.press("ArrowLeft");
                }
                await page.waitForTimeout(400);
                if (!page.url().includes(name)) {
                    return [`an arrow key in ${id} turned the page`];
                }
                const now = await outputs();
                if (`${now}` === `${before}`) {
                    found.push(`${id}: the output did not change`);
                }
                for (const number of `${now}`.match(/−?\d+\.\d+/g) ?? []) {
                    if (!table.includes(number)) {
                        found.push(`${id} shows ${number}, not in its table`);
                    }
                }
            }
        }
        return found;
    }));
