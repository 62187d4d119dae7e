// Judges sitemaps and their indexes with the strict reader of npm's "sitemap": prints a line for each fault.
import { createReadStream, readFileSync } from "node:fs";
import { finished } from "node:stream/promises";
import { ErrorLevel, XMLToSitemapIndexStream, XMLToSitemapItemStream } from "sitemap";

for (const path of process.argv.slice(2)) {
  const isIndex = readFileSync(path, "utf8").includes("<sitemapindex");
  const Reader = isIndex ? XMLToSitemapIndexStream : XMLToSitemapItemStream;
  let count = 0;
  try {
    const reader = createReadStream(path).pipe(new Reader({ level: ErrorLevel.THROW }));
    reader.on("data", () => { count += 1; });
    await finished(reader);
    if (count === 0 && readFileSync(path, "utf8").includes("<loc>")) console.log(`${path}: nothing could be read`);
  } catch (error) {
    console.log(`${path}: ${error.message}`);
  }
}
