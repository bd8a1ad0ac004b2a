#!/usr/bin/env python3
"""check.py FILE: checks a chain that Nida wrote (nida-chain-1), as README.md beside it describes. Needs only Python.

Ends with 0 when the chain is whole, with 1 and the first bad place, with 2 when there is no such file."""
import hashlib, json, sys, uuid

class Bad(Exception): ...

def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def raw(text):
    return uuid.UUID(text).bytes

def part(line, name):  # text, or hexadecimal where the bytes are none
    return bytes.fromhex(line[name + "Hex"]) if name + "Hex" in line else line[name].encode()

def root(epoch):  # what stands before the first link of an epoch
    follows = epoch["follows"] or {"epoch": str(uuid.UUID(int=0)), "seq": 0}
    own = raw(epoch["machine"]) + raw(epoch["epoch"])
    return sha(b"nida-epoch-1", own, raw(follows["epoch"]), follows["seq"].to_bytes(8, "big"))

def place(line, epochs, links, entries):  # `links`, `entries`: how far each epoch came
    name, seq, is_link = line["epoch"], line["seq"], {"link": True, "entry": False}[line["line"]]
    here = f"epoch {name}, seq {seq}"
    if name not in epochs:
        raise Bad(f"{here}: no such epoch is told at the beginning")
    told = {which: bytes.fromhex(text) for which, text in line["digests"].items()}
    before, prev = links.get(name, (0, root(epochs[name])))
    behind, count = entries.get(name, (0, 0))
    if is_link and seq != before + 1:
        raise Bad(f"epoch {name}, seq {before + 1}: is missing, seq {seq} stands in its place")
    if is_link and bytes.fromhex(line["prev"]) != prev:
        raise Bad(f"{here}: does not follow the link before it")
    if not is_link and line["after"] != behind:
        raise Bad(f"{here}: should stand behind seq {line['after']}, stands behind seq {behind}")
    for which in ("header", "facts"):
        if sha(part(line, which)) != told[which]:
            raise Bad(f"{here}: the {which} is not what was digested")
    if not is_link:
        return entries.update({name: (seq, count + 1)})
    at = raw(epochs[name]["machine"]) + raw(name) + seq.to_bytes(8, "big")
    links[name] = (seq, sha(b"nida-link-1", prev, at, told["header"], told["facts"], told["personal"]))
    if links[name][1] != bytes.fromhex(line["hash"]):
        raise Bad(f"{here}: the hash does not hold what stands here")

def check(file):
    first, epochs, links, entries, last = None, {}, {}, {}, "the beginning"
    for number, text in enumerate(file, 1):
        here = f"{last}: line {number}, behind it,"
        try:
            line = json.loads(text.decode())
            if number == 1:
                first = {"nida-chain-1": line["epochs"]}[line["format"]]
            elif line["line"] == "epoch":
                epochs[line["epoch"]] = line
            else:
                here = f"epoch {line['epoch']}, seq {line['seq']}: it"
                place(line, epochs, links, entries)
                last = here[:-4]
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            raise Bad(f"{here} cannot be read") from None
    if first != len(epochs):
        raise Bad(f"{last}: {len(epochs)} epochs are here, told are {first}")
    for name, epoch in sorted(epochs.items(), key=lambda one: not one[1]["own"]):
        (seq, head), (entry, count) = links.get(name, (0, b"")), entries.get(name, (0, 0))
        if (seq, head.hex()) != (epoch["links"], epoch["hash"] or ""):
            raise Bad(f"epoch {name}, seq {seq + 1}: the chain ends before it, told are {epoch['links']} links")
        if (entry, count) != (epoch["lastEntry"], epoch["entries"]):
            raise Bad(f"epoch {name}, seq {epoch['lastEntry']}: {count} entries to seq {entry}, told are {epoch['entries']}")
        print(f"epoch {name} of machine {epoch['machine']}: {seq} links, head {head.hex() or '-'}; {count} entries")

try:
    with open(sys.argv[1], "rb") as opened:
        check(opened)
    print("The chain is whole.")
except Bad as bad:
    sys.exit(f"NOT WHOLE: {bad}")
except (OSError, IndexError):
    print(__doc__, file=sys.stderr), sys.exit(2)
