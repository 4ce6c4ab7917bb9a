/// Finds the headline among what the page calls its title in its several places.
struct TitleVote {
    private let siteKeys: Set<String>
    /// The page's visible lines, folded: what stands there alone is no title with a site's name.
    private let lineKeys: Set<String>

    /// The names in the page's host, folded: "rocketchat" and "rocket" of "www.rocket.chat".
    private let hostKeys: Set<String>

    init(siteNames: [String], lineKeys: Set<String>, host: String?) {
        let labels = (host ?? "").lowercased().split(separator: ".").map(String.init).filter {
            $0 != "www" && $0 != "m"
        }
        hostKeys =
            labels.count < 2
            ? []
            : Set(labels.dropLast() + [labels.joined(), labels.suffix(2).joined()]).filter {
                $0.utf8.count >= 3 && $0 != "com" && $0 != "news" && $0 != "blog"
            }

        self.lineKeys = lineKeys
        siteKeys = Set(siteNames.map(TitleKey.folded).filter { !$0.isEmpty })
    }

    private struct Candidate {
        var text: String
        var key: String
        var votes: Int
        var rank: Int
    }

    /// The headline, and the folded forms of everything that was a candidate.
    ///
    /// A heading of level one that another place repeats is the headline as readers see it. Else what most places
    /// agree on; a page title has the site's name taken off.
    func headline(of claims: [Claim]) -> (title: String?, keys: Set<String>) {
        var candidates: [Candidate] = []
        for claim in claims where claim.field == .title {
            let value = claim.source == .heading ? claim.value : Entities.decoded(claim.value)
            let text = claim.source == .heading ? value : withoutSiteName(value, others: claims)
            let key = TitleKey.folded(text)
            guard !key.isEmpty, !siteKeys.contains(key) || claim.source == .jsonLD else { continue }
            let weight = Self.weight(claim)
            if let index = candidates.firstIndex(where: { $0.key == key }) {
                candidates[index].votes += weight.votes
                if weight.rank < candidates[index].rank {
                    candidates[index].rank = weight.rank
                    candidates[index].text = text
                }
            } else {
                candidates.append(Candidate(text: text, key: key, votes: weight.votes, rank: weight.rank))
            }
        }
        let keys = Set(candidates.map(\.key))
        let headings = candidates.filter { $0.rank == Self.headingRank }
        let agreed = headings.filter { heading in
            heading.votes > Self.headingVotes
                || candidates.contains {
                    $0.key != heading.key && ($0.key.hasPrefix(heading.key) || heading.key.hasPrefix($0.key))
                        && min($0.key.utf8.count, heading.key.utf8.count) >= 12
                }
        }.max { ($0.votes, -$0.rank) < ($1.votes, -$1.rank) }
        let best = candidates.enumerated().max {
            ($0.element.votes, -$0.element.rank, -$0.offset) < ($1.element.votes, -$1.element.rank, -$1.offset)
        }?.element
        // What readers see outranks what is written for search engines, when it is about the same matter.
        let alike = headings.filter { heading in
            let words = Self.words(heading.text)
            return words.count >= 3
                && candidates.contains {
                    $0.rank != Self.headingRank && Self.overlap(words, Self.words($0.text)) >= Self.alikeShare
                }
        }.max { $0.votes < $1.votes }
        var winner = agreed ?? alike ?? best
        // A kicker that stands in the heading with the headline is none of it, where another place has it bare.
        if let heading = winner, heading.rank == Self.headingRank,
            let bare = candidates.first(where: {
                $0.rank != Self.headingRank && $0.key.utf8.count >= 20 && heading.key.hasSuffix($0.key)
                    && $0.key != heading.key
            })
        {
            winner = bare
        }
        return (winner?.text, keys)
    }

    /// A heading that shares this part of its words with the page's other titles is another wording of the headline.
    private static let alikeShare = 0.25

    private static func words(_ text: String) -> Set<String> {
        Set(
            text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init).filter {
                $0.utf8.count > 3
            })
    }

    private static func overlap(_ a: Set<String>, _ b: Set<String>) -> Double {
        a.isEmpty || b.isEmpty ? 0 : Double(a.intersection(b).count) / Double(min(a.count, b.count))
    }

    private static let headingRank = 0
    private static let headingVotes = 3

    private static func weight(_ claim: Claim) -> (votes: Int, rank: Int) {
        switch claim.source {
        case .heading: (headingVotes, headingRank)
        case .jsonLD: (claim.name == "headline" ? 3 : 1, 1)
        case .microdata: (2, 2)
        case .openGraph: (3, 3)
        case .twitter: (1, 4)
        case .meta: (1, 5)
        default: (2, 6)
        }
    }

    private static let separators = [
        " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " ∙ ", "｜", " : ", "_", " |", "| ",
    ]

    /// Takes the site's name off an end of a page title: the part after the last separator when the site is called so,
    /// or when another place has the title without it.
    private func withoutSiteName(_ title: String, others: [Claim]) -> String {
        var text = title.spaceFolded
        let otherKeys = Set(
            others.lazy.filter { $0.field == .title && $0.source != .pageTitle }.map { TitleKey.folded($0.value) })
        var again = true
        while again {
            again = false
            for separator in Self.separators {
                guard let cut = text.range(ofLast: separator) else { continue }
                let before = String(text[..<cut.lowerBound]).trimmingASCIISpace()
                let after = String(text[cut.upperBound...]).trimmingASCIISpace()
                let beforeKey = TitleKey.folded(before)
                let afterKey = TitleKey.folded(after)
                if !before.isEmpty,
                    isSite(afterKey) || otherKeys.contains(beforeKey)
                        || beforeKey.utf8.count >= 12 && lineKeys.contains(beforeKey)
                {
                    text = before
                    again = true
                    break
                }
                if let first = text.range(ofFirst: separator) {
                    let head = TitleKey.folded(String(text[..<first.lowerBound]))
                    let tail = String(text[first.upperBound...]).trimmingASCIISpace()
                    if !tail.isEmpty,
                        isSite(head)
                            || otherKeys.contains(TitleKey.folded(tail)) && !otherKeys.contains(TitleKey.folded(text))
                    {
                        text = tail
                        again = true
                        break
                    }
                }
            }
        }
        return text
    }

    private func isSite(_ key: String) -> Bool {
        guard !key.isEmpty else { return false }
        if key.utf8.count >= 3,
            hostKeys.contains(where: {
                $0 == key
                    || $0.utf8.count >= 4
                        && ($0.hasPrefix(key) || key.hasPrefix($0) && key.utf8.count <= 2 * $0.utf8.count)
            })
        {
            return true
        }
        return siteKeys.contains(key)
            || siteKeys.contains {
                $0.utf8.count >= 4 && (key == $0 + "com" || key + "com" == $0 || "the" + key == $0 || key == "the" + $0)
            }
    }
}

extension String {
    func range(ofFirst needle: String) -> Range<String.Index>? {
        guard let found = utf8Offset(of: Array(needle.utf8), fromEnd: false) else { return nil }
        let start = utf8.index(startIndex, offsetBy: found)
        return start..<utf8.index(start, offsetBy: needle.utf8.count)
    }

    func range(ofLast needle: String) -> Range<String.Index>? {
        guard let found = utf8Offset(of: Array(needle.utf8), fromEnd: true) else { return nil }
        let start = utf8.index(startIndex, offsetBy: found)
        return start..<utf8.index(start, offsetBy: needle.utf8.count)
    }

    private func utf8Offset(of needle: [UInt8], fromEnd: Bool) -> Int? {
        let hay = Array(utf8)
        guard !needle.isEmpty, hay.count >= needle.count else { return nil }
        let starts = 0...hay.count - needle.count
        func matches(_ start: Int) -> Bool { hay[start..<start + needle.count].elementsEqual(needle) }
        return fromEnd ? starts.last(where: matches) : starts.first(where: matches)
    }
}
