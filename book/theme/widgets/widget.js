// What all widgets share. A widget shows texts from the table that a chapter's
// Rust code has filled; nothing is computed here.
//
// A kind that needs more than a look-up puts it into `widgetKinds`:
//   texts(values, lookUp)   the texts of a state, by the names of the outs
//   press(name, values)     the values after a press of the button `name`
"use strict";

window.widgetKinds = {};

document.addEventListener("DOMContentLoaded", () => {
  for (const root of document.querySelectorAll(".widget")) {
    startWidget(root, window.widgetKinds[root.dataset.widget] || {});
  }
});

function startWidget(root, kind) {
  const all = (selector) => [...root.querySelectorAll(selector)];
  const table = JSON.parse(root.querySelector("script").textContent);
  const controls = root.querySelector(".controls");
  const inputs = all("input");
  const names = [...new Set(inputs.map((input) => input.dataset.control))];
  const named = (name) => inputs.filter((input) => input.dataset.control === name);

  const values = () =>
    names.map((name) => {
      const [first, ...others] = named(name);
      const set = [first, ...others].find((input) => input.checked) || first;
      return Number(set.value);
    });

  // Whether each control has its value among those it can take.
  const possible = (numbers) =>
    numbers.length === names.length &&
    names.every((name, i) =>
      named(name).some((input) =>
        input.type === "radio"
          ? Number(input.value) === numbers[i]
          : numbers[i] >= input.min && numbers[i] <= input.max && numbers[i] % 1 === 0,
      ),
    );

  function set(numbers) {
    if (!possible(numbers)) return;
    names.forEach((name, i) => {
      for (const input of named(name)) {
        if (input.type === "radio") input.checked = Number(input.value) === numbers[i];
        else input.value = numbers[i];
      }
    });
    show();
  }

  function lookUp(state) {
    const texts = table.states[state];
    return texts && Object.fromEntries(table.outs.map((out, i) => [out, texts[i]]));
  }

  const textsOf = kind.texts || ((numbers) => lookUp(numbers.join(",")));

  function show() {
    const texts = textsOf(values(), lookUp);
    for (const element of all("[data-out]")) {
      const out = element.dataset.out;
      if (out === "say") continue;
      element.textContent = texts[out];
      element.style.setProperty("--fill", texts[out + ".fill"] || "0%");
    }
    for (const mark of all("[data-set]")) {
      for (const out of mark.dataset.set.split(" ")) {
        mark.setAttribute(out.split(".").pop(), texts[out]);
      }
    }
    for (const button of all("button[data-control]")) {
      button.disabled = !possible(kind.press(button.dataset.control, values()));
    }
    for (const input of all("input[type=range]")) {
      root.querySelector(`output[for="${input.id}"]`).textContent = input.value;
    }
    return texts.say;
  }

  // A screen reader and the address follow when the hand has come to rest.
  let rest;
  function changed() {
    const say = show();
    clearTimeout(rest);
    rest = setTimeout(() => {
      speak(say);
      history.replaceState(null, "", `#${root.id}=${values().join(",")}`);
    }, 300);
  }

  function speak(say) {
    root.querySelector("[data-out=say]").textContent = say;
  }

  // `#widget-2=64` in the address, from a link or kept from last time.
  function restore() {
    const [id, state] = location.hash.slice(1).split("=");
    if (id !== root.id || !state) return;
    const numbers = decodeURIComponent(state).split(",").map(Number);
    if (!possible(numbers)) return;
    controls.disabled = false;
    set(numbers);
    speak(show());
    root.scrollIntoView();
  }

  for (const choice of all(".choices button")) {
    choice.addEventListener("click", () => {
      choice.setAttribute("aria-expanded", "true");
      choice.nextElementSibling.hidden = false;
      controls.disabled = false;
    });
  }
  for (const input of inputs) input.addEventListener("input", changed);
  for (const button of all("button[data-step]")) {
    const input = button.parentElement.querySelector("input");
    button.addEventListener("click", () => {
      input.stepUp(Number(button.dataset.step));
      changed();
    });
  }
  for (const button of all("button[data-control]")) {
    button.addEventListener("click", () => {
      set(kind.press(button.dataset.control, values()));
      changed();
    });
  }

  const figure = document.getElementById(root.dataset.replaces);
  const printed = root.querySelector(".printed");
  printed.addEventListener("click", () => {
    const shown = figure.classList.toggle("shown");
    printed.setAttribute("aria-expanded", shown);
  });

  // mdBook turns pages on arrow keys and opens its sidebar on a swipe.
  for (const event of ["keydown", "touchstart", "touchmove"]) {
    root.addEventListener(event, (e) => e.stopPropagation(), { passive: true });
  }

  speak(show());
  figure.classList.add("replaced");
  root.hidden = false;
  restore();
  window.addEventListener("hashchange", restore);
}
