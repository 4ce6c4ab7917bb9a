struct SentenceStandIn {
    func append(sentencesOf bytes: [UInt8], in range: Range<Int>, to out: inout [Range<Int>]) {
        var start = range.lowerBound
        var i = start
        let end = range.upperBound
        func emit(_ e: Int) {
            var s = start
            while s < e, Byte.isBlank(bytes[s]) { s += 1 }
            if s < e { out.append(s..<e) }
        }
        while i < end {
            let c = bytes[i]
            if c == 0x2e || c == 0x21 || c == 0x3f
                || (c == 0xe2 && i + 2 < end && bytes[i + 1] == 0x80 && bytes[i + 2] == 0xa6)
            {
                var e = i
                var dots = 0
                while e < end, bytes[e] == 0x2e || bytes[e] == 0x21 || bytes[e] == 0x3f || bytes[e] == 0xe2 {
                    if bytes[e] == 0xe2 {
                        if e + 2 < end, bytes[e + 1] == 0x80, bytes[e + 2] == 0xa6 { e += 3 } else { break }
                    } else {
                        e += 1
                    }
                    dots += 1
                }
                while e < end {
                    if bytes[e] == 0x22 || bytes[e] == 0x27 || bytes[e] == 0x29 || bytes[e] == 0x5d {
                        e += 1
                    } else if bytes[e] == 0xe2, e + 2 < end, bytes[e + 1] == 0x80,
                        bytes[e + 2] == 0x99 || bytes[e + 2] == 0x9d
                    {
                        e += 3
                    } else {
                        break
                    }
                }
                if e < end, Byte.isBlank(bytes[e]) {
                    var n = e
                    while n < end, Byte.isBlank(bytes[n]) { n += 1 }
                    let lower = n < end && bytes[n] >= 0x61 && bytes[n] <= 0x7a
                    if !lower && !(c == 0x2e && e == i + 1 && abbreviation(bytes, start, i)) {
                        emit(e)
                        start = n
                        i = n
                        continue
                    }
                }
                i = max(e, i + 1)
                continue
            }
            if (c == 0xe3 && i + 2 < end && bytes[i + 1] == 0x80 && bytes[i + 2] == 0x82)
                || (c == 0xef && i + 2 < end && bytes[i + 1] == 0xbc && (bytes[i + 2] == 0x81 || bytes[i + 2] == 0x9f))
            {
                var e = i + 3
                while e + 2 < end {
                    let t = (bytes[e], bytes[e + 1], bytes[e + 2])
                    let more =
                        t == (0xe3, 0x80, 0x82) || t == (0xef, 0xbc, 0x81) || t == (0xef, 0xbc, 0x9f)
                        || t == (0xe2, 0x80, 0x9d)
                        || t == (0xe3, 0x80, 0x8d) || t == (0xe3, 0x80, 0x8f) || t == (0xef, 0xbc, 0x89)
                    if more { e += 3 } else if bytes[e] == 0x29 { e += 1 } else { break }
                }
                emit(e)
                start = e
                i = e
                continue
            }
            i += 1
        }
        emit(end)
    }

    private static let known: Set<String> = [
        "Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Sgt", "Jr", "Sr", "Inc", "Ltd",
        "Co", "Corp",
        "No", "vs", "etc", "al", "Fig", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov",
        "Dec", "U.S", "U.K",
        "U.N", "D.C", "e.g", "i.e", "a.m", "p.m",
    ]
    private func abbreviation(_ bytes: [UInt8], _ start: Int, _ dot: Int) -> Bool {
        var s = dot
        while s > start, !Byte.isBlank(bytes[s - 1]), bytes[s - 1] != 0x28, bytes[s - 1] != 0x22 { s -= 1 }
        if dot - s == 1, bytes[s] >= 0x41, bytes[s] <= 0x5a { return true }
        return Self.known.contains(String(decoding: bytes[s..<dot], as: UTF8.self))
    }
}
