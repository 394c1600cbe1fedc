// The built book behind a port of this machine, and a browser to read it.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const BOOK = process.env.BOOK ??
    fileURLToPath(new URL("../../book/book", import.meta.url));

const KINDS = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript",
    ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2",
};

if (!existsSync(join(BOOK, "index.html"))) {
    throw new Error(`no book in ${BOOK}: run cargo run --profile book ` +
        "-p bookbinder -- build");
}

/** Every page a reader turns to; index.html is a copy of the first. */
export const PAGES = readdirSync(BOOK).filter((name) =>
    name.endsWith(".html") &&
    !["index.html", "print.html", "toc.html"].includes(name));

export async function serve() {
    const server = createServer((request, reply) => {
        const path = new URL(request.url, "http://book").pathname;
        const file = join(BOOK, normalize(path));
        if (!existsSync(file)) return reply.writeHead(404).end();
        reply.writeHead(200, { "Content-Type": KINDS[extname(file)] ?? "text/plain" });
        reply.end(readFileSync(file));
    });
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    return { server, base: `http://127.0.0.1:${server.address().port}/` };
}

export function launch() {
    return chromium.launch({
        executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
            "--force-prefers-reduced-motion", "--disable-smooth-scrolling"],
    });
}
