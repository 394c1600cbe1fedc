// Chapter 1's three sliders. The table knows weights by two gaps: those of the
// other two scores to the largest.
"use strict";

window.widgetKinds["softmax-sliders"] = {
  texts(scores, lookUp) {
    const order = [0, 1, 2].sort((i, j) => scores[j] - scores[i]);
    const gaps = order.map((i) => scores[order[0]] - scores[i]);
    const weights = lookUp(`${gaps[1]},${gaps[2]}`);
    const texts = { say: weights.say };
    order.forEach((i, place) => {
      texts[`s${i + 1}`] = scores[i];
      texts[`g${i + 1}`] = gaps[place];
      texts[`a${i + 1}`] = weights[`a${place + 1}`];
      texts[`a${i + 1}.fill`] = weights[`a${place + 1}.fill`];
    });
    return texts;
  },

  press(name, scores) {
    return scores.map((score) => score + (name === "up" ? 5 : -5));
  },
};
