// How long a reader waits for each page: the largest paint from this machine,
// the median of five visits. No test, for it says as much of the machine.
import { PAGES, launch, serve } from "./site.js";

const site = await serve();
const browser = await launch();

async function paint(name) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(site.base + name, { waitUntil: "load" });
    const time = await page.evaluate(() => new Promise((done) => {
        new PerformanceObserver((list) =>
            done(list.getEntries().at(-1).startTime)).observe({
            type: "largest-contentful-paint", buffered: true,
        });
    }));
    await context.close();
    return time;
}

for (const name of PAGES) {
    const times = [];
    while (times.length < 5) times.push(await paint(name));
    times.sort((a, b) => a - b);
    console.log(`${String(Math.round(times[2])).padStart(5)} ms  ${name}`);
}
await browser.close();
site.server.close();
