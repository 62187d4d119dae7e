// Judges JSON feeds by the schema of JSON Feed 1.1 (npm: jsonfeed-schema, ajv): prints a line for each fault.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import formats from "ajv-formats";
import schema from "jsonfeed-schema/v1.1.js";

const ajv = new Ajv({ allErrors: true, strict: false });
formats(ajv);
const judge = ajv.compile(schema);
for (const path of process.argv.slice(2)) {
  if (!judge(JSON.parse(readFileSync(path, "utf8")))) {
    for (const each of judge.errors) console.log(`${path}: ${each.instancePath} ${each.message}`);
  }
}
