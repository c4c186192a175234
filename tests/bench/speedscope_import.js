// SPDX-License-Identifier: MIT
// speedscope's importer without its browser: loads the modules of its bundles and starts none.
//     node speedscope_import.js DIST/RELEASE FILE
const fs = require("fs"), path = require("path"), vm = require("vm");
const [folder, file] = process.argv.slice(2);
globalThis.window = globalThis;
globalThis.location = {hash: "", protocol: "file:"};
let id;
for (const name of fs.readdirSync(folder).sort().reverse()) {
    if (!/^(speedscope|import)\..*\.js$/.test(name))
        continue;
    const text = fs.readFileSync(path.join(folder, name), "utf8").replace(/(\},\{\},)\[[^\]]*\](, ?null\))/, "$1[]$2");
    vm.runInThisContext(text);
    for (const [, candidate, body] of text.matchAll(/"(\w{4})":\[function\(require,module,exports\) \{([^]*?)\n\},\{/g))
        if (body.includes("exports.importProfileGroupFromText"))
            id = candidate;
}
const {importProfilesFromArrayBuffer} = parcelRequire(id);
const bytes = fs.readFileSync(file);
importProfilesFromArrayBuffer(path.basename(file), bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
    .then(group => console.log(group.profiles.length, group.profiles[0].getTotalWeight()));
