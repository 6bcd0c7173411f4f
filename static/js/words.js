// Titles and leads break between words, not inside them, where the browser knows the words of Chinese.
const words = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

function keepWords() {
  for (const title of document.querySelectorAll("h1, h2, h3, .lead")) {
    if (title.classList.contains("words")) continue;
    const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const pieces = [...words.segment(text.data)].flatMap(({ segment, isWordLike }, place) =>
        place && isWordLike ? [document.createElement("wbr"), segment] : [segment],
      );
      text.replaceWith(...pieces);
    }
    title.classList.add("words");
  }
}

if (words) {
  keepWords();
  document.addEventListener("htmx:afterSettle", keepWords);
}
