// SPDX-License-Identifier: MIT
// speedscope's importer without its browser: loads the modules of its bundles and starts none.
//     node speedscope_import.js DIST/RELEASE FILE...
// Of one file it says how many profiles there are and the weight of the first; of several, for tests, a line of
// JSON each: its profiles with the self and total weight of each frame, or why there are none. With --calls also what
// its view in order of time shows: [1, frame, value] where a call begins, [0, frame, value] where it ends.
const fs = require("fs"), path = require("path"), vm = require("vm");
const wantsCalls = process.argv[2] === "--calls";
const [folder, ...files] = process.argv.slice(wantsCalls ? 3 : 2);
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

function read(file) {
    const bytes = fs.readFileSync(file);
    return importProfilesFromArrayBuffer(path.basename(file),
                                         bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

function weights(profile) {
    const frames = [], calls = [], numbers = new Map();
    const number = f => numbers.get(f);
    profile.forEachFrame(f => numbers.set(f, numbers.size) && frames.push([f.name, f.file || "", f.line || 0, f.getSelfWeight(), f.getTotalWeight()]));
    if (wantsCalls)
        profile.forEachCall((node, at) => calls.push([1, number(node.frame), at]),
                            (node, at) => calls.push([0, number(node.frame), at]));
    return {calls, name: profile.getName(), unit: profile.getWeightUnit(), total: profile.getTotalWeight(), frames};
}

async function main() {
    if (files.length === 1 && !wantsCalls) {
        const group = await read(files[0]);
        console.log(group.profiles.length, group.profiles[0].getTotalWeight());
        return;
    }
    for (const name of ["log", "warn", "error"]) // what the importer has to say
        console[name] = () => {};
    for (const file of files) {
        let result;
        try {
            const group = await read(file);
            result = group ? {profiles: group.profiles.map(weights)} : {why: "it is no profile"};
        } catch (error) {
            result = {why: String(error)};
        }
        process.stdout.write(JSON.stringify({file, ...result}) + "\n");
    }
}
main();
