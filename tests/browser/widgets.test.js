// Every widget of the book, each control by keyboard and by pointer.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BOOK, PAGES, launch, serve } from "./site.js";

// A widget's page, the state it begins in, and what its page says a state
// shows: the out, and its text.
const WIDGETS = {
    "widget-1": ["01-softmax", "14,12,10",
        [["14,12,10", "a1", "0.8668"], ["19,17,15", "a1", "0.8668"]]],
    "widget-2": ["02-scaled-dot-product", "8",
        [["8", "a1", "0.8808"], ["8", "a2", "0.1192"], ["64", "a1", "0.5622"]]],
    "widget-3": ["03-multi-head", "1,1",
        [["1,1", "a1", "0.6698"], ["2,1", "a1", "0.3302"]]],
    "widget-4": ["04-residual", "12,1",
        [["12,1", "skip.s", "3.1384"], ["12,2", "skip.g", "4096"],
            ["12,1", "plain.s", "1.0000 × 10⁻¹²"]]],
    "widget-5": ["05-layernorm", "1,1,1",
        [["1,1,1", "a1", "-1.3416"], ["1,1,2", "a1", "-1.3416"]]],
    "widget-6": ["06-full-block", "1,1", [["1,1", "shape", "2×4"],
        ["1,16", "row1", "(-1.8914, -0.5473, 1.4253, 0.0677)"]]],
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

/** A widget on its page, and what its table says. */
class Widget {
    constructor(page, id) {
        Object.assign(this, { page, id, root: page.locator(`#${id}`) });
    }

    async load() {
        const script = this.root.locator('script[type="application/json"]');
        this.table = JSON.parse(await script.textContent());
        return this;
    }

    /** The state, read off the controls themselves. */
    values() {
        return this.root.evaluate((root) =>
            [...root.querySelectorAll("input[type=range], :checked")]
                .map((input) => Number(input.value)));
    }

    /** The texts of a state by their outs. */
    texts(values) {
        const of = (state) => Object.fromEntries(this.table.outs.map(
            (out, i) => [out, this.table.states[state][i]]));
        if (this.id !== "widget-1") return of(`${values}`);
        const order = [0, 1, 2].sort((i, j) => values[j] - values[i]);
        const gaps = order.map((i) => values[order[0]] - values[i]);
        const weights = of(`${gaps.slice(1)}`);
        const texts = { say: weights.say };
        order.forEach((i, place) => Object.assign(texts, {
            [`s${i + 1}`]: `${values[i]}`, [`g${i + 1}`]: `${gaps[place]}`,
            [`a${i + 1}`]: weights[`a${place + 1}`],
        }));
        return texts;
    }

    /** Fails unless every out shows its text of the state. */
    async shows(values, how) {
        assert.deepEqual(await this.values(), values, `${this.id} ${how}`);
        const texts = this.texts(values);
        const shown = await this.root.evaluate((root) => ({
            outs: [...root.querySelectorAll("[data-out]:not(.say)")]
                .map((e) => [e.dataset.out, e.textContent]),
            marks: [...root.querySelectorAll("[data-set]")].flatMap((e) =>
                e.dataset.set.split(" ").map((out) =>
                    [out, e.getAttribute(out.split(".").pop())])),
            ranges: [...root.querySelectorAll("input[type=range]")].map((e) =>
                [root.querySelector(`output[for="${e.id}"]`).textContent,
                    e.value]),
        }));
        assert.ok(shown.outs.length > 3, this.id);
        for (const [out, text] of [...shown.outs, ...shown.marks]) {
            assert.equal(text, texts[out], `${this.id} ${how}: ${out}`);
        }
        for (const [text, value] of shown.ranges) assert.equal(text, value);
    }

    /** The hand rests: the sentence is said and the address follows. */
    async rests(values) {
        await this.page.waitForFunction((hash) =>
            decodeURIComponent(location.hash) === hash,
        `#${this.id}=${values}`, { timeout: 5000 });
        const said = await this.root.locator(".say").textContent();
        assert.equal(said, this.texts(values).say);
    }
}

async function open(name, hash = "", options = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(`${site.base}${name}.html${hash}`);
    return page;
}

/** Chooses an answer by keyboard; before that, nothing moves. */
async function predict(widget) {
    const { root } = widget;
    const controls = root.locator(".controls :is(input, button)");
    for (const each of await controls.all()) {
        assert.ok(await each.isDisabled(), "a control is open too early");
    }
    const choices = await root.locator(".choices button").all();
    let right = 0;
    for (const [i, choice] of choices.entries()) {
        const reply = choice.locator("+ .reply");
        assert.ok(!await reply.isVisible());
        if (i % 2) await choice.click();
        else await choice.press("Enter");
        right += (await reply.innerText()).startsWith("✓");
        assert.equal(await choice.getAttribute("aria-expanded"), "true");
    }
    assert.equal(right, 1, "one answer is right");
}

/** Every scale by every key and by pointer. */
async function slides(widget) {
    const { root } = widget;
    for (const range of await root.locator("input[type=range]").all()) {
        const all = await root.locator("input[type=range], :checked").all();
        const names = await Promise.all(all.map((e) =>
            e.getAttribute("data-control")));
        const at = names.indexOf(await range.getAttribute("data-control"));
        const [min, max] = (await Promise.all(["min", "max"].map((end) =>
            range.getAttribute(end)))).map(Number);
        const start = await widget.values();
        const to = (value) => start.with(at, value);
        const lies = async (value, how) => widget.shows(to(value), how);

        for (const [key, value] of [["Home", min], ["ArrowLeft", min],
            ["ArrowRight", min + 1], ["ArrowUp", min + 2],
            ["End", max], ["ArrowRight", max], ["ArrowLeft", max - 1],
            ["ArrowDown", max - 2]]) {
            await range.press(key);
            await lies(value, key);
        }
        // How far is the browser's choice.
        await range.press("PageDown");
        const down = (await widget.values())[at];
        assert.ok(down < max - 2, "PageDown goes down");
        await lies(down, "PageDown");
        await range.press("PageUp");
        const up = (await widget.values())[at];
        assert.ok(up > down, "PageUp goes up");
        await lies(up, "PageUp");

        await range.press("Home");
        const [less, more] = await range.locator("xpath=..")
            .locator("button").all();
        await more.click();
        await lies(min + 1, "+");
        await more.press("Enter");
        await lies(min + 2, "+ by keyboard");
        await less.click();
        await lies(min + 1, "−");
        const { width, height } = await range.boundingBox();
        await range.click({ position: { x: width - 4, y: height / 2 } });
        await lies(max, "a click at the end");
        await widget.rests(to(max));
        await range.fill(`${start[at]}`);
        await lies(start[at], "back again");
    }
}

/** Every radio button, by arrow and by pointer. */
async function picks(widget) {
    const groups = await widget.root.locator("fieldset.pick").all();
    for (const group of groups) {
        const options = await group.locator("input").all();
        const others = async () => widget.shows(await widget.values(), "pick");
        for (const [i, option] of options.entries()) {
            await option.locator("xpath=..").click();
            assert.ok(await option.isChecked());
            await others();
            await option.press("ArrowRight");
            assert.ok(await options[(i + 1) % options.length].isChecked());
            await others();
        }
        await options[0].check();
        await others();
    }
}

/** Chapter 1's two buttons move all scores. */
async function buttons(widget) {
    const { root } = widget;
    for (const [name, by] of [["up", 5], ["down", -5]]) {
        const button = root.locator(`button[data-control=${name}]`);
        if (!await button.count()) continue;
        const before = await widget.values();
        await button.click();
        const after = before.map((value) => value + by);
        await widget.shows(after, name);
        await widget.rests(after);
    }
}

/** The last state is there again after a reload. */
async function survives(widget) {
    const { page, root } = widget;
    for (const range of await root.locator("input[type=range]").all()) {
        await range.press("End");
    }
    for (const group of await root.locator("fieldset.pick").all()) {
        await group.locator("input").last().check();
    }
    const last = await widget.values();
    await widget.rests(last);
    await page.reload();
    await widget.shows(last, "after a reload");
}

/** Of 24 pixels, and with a ring when focused. */
async function targets(widget) {
    const { root } = widget;
    const found = await root.evaluate((root) =>
        [...root.querySelectorAll("button, input[type=range], label:has(input)")]
            .filter((e) => e.checkVisibility()).flatMap((e) => {
                const { width, height } = e.getBoundingClientRect();
                return width >= 24 && height >= 24 ? []
                    : [`${e.outerHTML.slice(0, 80)} ${width} × ${height}`];
            }));
    assert.deepEqual(found, []);
    const stops = root.locator("button:enabled, input:enabled");
    for (const stop of await stops.all()) {
        await stop.press("Shift");
        const ring = await stop.evaluate((e) => {
            const { outlineStyle, outlineWidth } = getComputedStyle(e);
            return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
        });
        assert.ok(ring >= 1, "no ring around what has the focus");
    }
}

/** The printed figure comes back at the press of a button. */
async function figure(widget) {
    const { page, root } = widget;
    const figure = page.locator(`#${await root.getAttribute("data-replaces")}`);
    assert.ok(!await figure.isVisible(), "the figure is still there");
    await root.locator(".printed").press("Enter");
    assert.ok(await figure.isVisible(), "the figure does not come back");
    await root.locator(".printed").click();
    assert.ok(!await figure.isVisible());
    // Elsewhere it would turn the page.
    const before = page.url();
    await root.locator(".printed").press("ArrowRight");
    await page.waitForTimeout(500);
    assert.equal(page.url(), before, "an arrow key turned the page");
}

describe("a widget", { concurrency: 2 }, () => {
    for (const [id, [name, start, facts]] of Object.entries(WIDGETS)) {
        test(`${id} by keyboard and by pointer`, async () => {
            const page = await open(name, "", { viewport: { width: 320, height: 700 } });
            const widget = await new Widget(page, id).load();
            await widget.shows(start.split(",").map(Number), "at the start");
            await predict(widget);
            await slides(widget);
            await picks(widget);
            await buttons(widget);
            await survives(widget);
            await targets(widget);
            await figure(widget);
            await page.context().close();
        });

        test(`${id} shows what its page says`, async () => {
            const page = await open(name, `#${id}=${facts[0][0]}`);
            const widget = await new Widget(page, id).load();
            const told = await page.evaluate(() =>
                [...document.querySelectorAll("main > :not(.widget)")]
                    .map((each) => each.textContent).join("\n"));
            for (const [state, out, text] of facts) {
                // As a link in the text would.
                await page.evaluate((hash) => new Promise((done) => {
                    if (decodeURIComponent(location.hash) === hash) done();
                    addEventListener("hashchange", done);
                    location.hash = hash;
                }), `#${id}=${state}`);
                assert.ok(told.includes(text), `the page says no ${text}`);
                const values = state.split(",").map(Number);
                await widget.shows(values, "from the address");
                assert.equal(widget.texts(values)[out], text);
                assert.ok(await page.locator(
                    `#${id} .controls:enabled`).count());
            }
            await page.context().close();
        });
    }
});

test("every widget of the book is tried", () => {
    const there = PAGES.flatMap((name) => {
        const page = readFileSync(join(BOOK, name), "utf8");
        return [...page.matchAll(/class="widget" id="([^"]+)"/g)]
            .map(([, id]) => id);
    });
    assert.deepEqual(there, Object.keys(WIDGETS));
});
