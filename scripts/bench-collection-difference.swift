// Compares two files with a token a line by the standard library's CollectionDifference, and prints the runs of equal tokens, a line
// `place before, place after, count` each: what scripts/score-peers reads.
//
//   swiftc -O scripts/bench-collection-difference.swift -o bench-collection-difference

import Foundation

func tokens(_ path: String) throws -> [Substring] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
}

guard CommandLine.arguments.count == 3 else {
    FileHandle.standardError.write(Data("usage: bench-collection-difference BEFORE AFTER\n".utf8))
    exit(2)
}
let (before, after) = (try tokens(CommandLine.arguments[1]), try tokens(CommandLine.arguments[2]))
var (isRemoved, isInserted) = (Set<Int>(), Set<Int>())
for change in after.difference(from: before) {
    switch change {
    case .remove(let offset, _, _): isRemoved.insert(offset)
    case .insert(let offset, _, _): isInserted.insert(offset)
    }
}
var (i, j) = (0, 0)
while i < before.count, j < after.count {
    if isRemoved.contains(i) {
        i += 1
    } else if isInserted.contains(j) {
        j += 1
    } else {
        var count = 0
        while i + count < before.count, j + count < after.count, !isRemoved.contains(i + count), !isInserted.contains(j + count) {
            count += 1
        }
        print(i, j, count)
        i += count
        j += count
    }
}
