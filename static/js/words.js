// Titles and leads break between words, not inside them, where the browser knows the words of Chinese.
const words = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : null;
const OPENING = /[“‘《（(〈【]$/; // stands with the word behind it
const OWN = /惠企事项/g; // a word of this site that the browser does not know

function pieces(text) {
  const own = [...text.matchAll(OWN)].map((found) => found.index);
  let before = "";
  return [...words.segment(text)].flatMap(({ segment, index, isWordLike }) => {
    const isInside = own.some((start) => start < index && index < start + 4);
    const breaks = before && !OPENING.test(before) && !isInside && (isWordLike || OPENING.test(segment));
    before = segment;
    return breaks ? [document.createElement("wbr"), segment] : [segment];
  });
}

function keepWords() {
  for (const title of document.querySelectorAll("h1, h2, h3, .lead")) {
    if (title.classList.contains("words")) continue;
    const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) text.replaceWith(...pieces(text.data));
    title.classList.add("words");
  }
}

if (words) {
  keepWords();
  document.addEventListener("htmx:afterSettle", keepWords);
}
