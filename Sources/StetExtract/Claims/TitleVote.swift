/// Finds the headline among what the page calls its title in its several places.
struct TitleVote {
    private let siteKeys: Set<String>
    /// The page's visible lines, folded: what stands there alone is no title with a site's name.
    private let lineKeys: Set<String>

    /// The names in the page's host, folded: "rocketchat" and "rocket" of "www.rocket.chat".
    private let hostKeys: Set<String>

    /// Those of the lines before the running text that are no links.
    private let headKeys: Set<String>

    init(siteNames: [String], lineKeys: Set<String>, headKeys: Set<String>, host: String?) {
        self.headKeys = headKeys
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
        /// Its spellings in the places that are no headings, in their order.
        var spellings: [String] = []
        var isOpenGraph = false
    }

    /// The headline, and the folded forms of everything that was a candidate.
    ///
    /// A heading of level one that another place repeats is the headline as readers see it. Else what most places
    /// agree on; a page title has the site's name taken off.
    func headline(of claims: [Claim]) -> (title: String?, keys: Set<String>) {
        var candidates: [Candidate] = []
        let siteKeys = siteKeys.union(Self.learnedSiteKeys(claims))
        for claim in claims where claim.field == .title {
            let value = claim.source == .heading ? claim.value : Entities.decoded(claim.value)
            let text = claim.source == .heading ? value : withoutSiteName(value, others: claims)
            let key = TitleKey.folded(text)
            guard !key.isEmpty, !siteKeys.contains(key) || claim.source == .jsonLD else { continue }
            let weight = Self.weight(claim)
            if let index = candidates.firstIndex(where: { $0.key == key }) {
                candidates[index].votes += weight.votes
                if claim.source != .heading { candidates[index].spellings.append(text) }
                if claim.source == .openGraph { candidates[index].isOpenGraph = true }
                if weight.rank < candidates[index].rank {
                    candidates[index].rank = weight.rank
                    candidates[index].text = text
                }
            } else {
                candidates.append(
                    Candidate(
                        text: text, key: key, votes: weight.votes, rank: weight.rank,
                        spellings: claim.source == .heading ? [] : [text], isOpenGraph: claim.source == .openGraph))
            }
        }
        // A heading that says where the reader is, or that no other place knows a word of, is the site's or the
        // section's; but it is all there is where no other place has a title.
        if candidates.contains(where: { $0.rank != Self.headingRank }) {
            for index in candidates.indices where candidates[index].rank == Self.headingRank {
                let heading = candidates[index]
                guard heading.votes == Self.headingVotes else { continue }
                let isForeign = !candidates.contains {
                    $0.rank != Self.headingRank && Self.sharesWord($0.text, heading.text)
                }
                if hostKeys.contains(heading.key) || isForeign { candidates[index].votes = 0 }
            }
        }
        let keys = Set(candidates.map(\.key))
        let headings = candidates.filter { $0.rank == Self.headingRank && $0.votes > 0 }
        let agreed = headings.filter { heading in
            heading.votes > Self.headingVotes
                || candidates.contains {
                    $0.key != heading.key && ($0.key.hasPrefix(heading.key) || heading.key.hasPrefix($0.key))
                        && min($0.key.utf8.count, heading.key.utf8.count) >= 12
                }
        }.max { ($0.votes, $0.key.utf8.count) < ($1.votes, $1.key.utf8.count) }
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
        // What the page shows in another element than a heading, and other places call its title, is the headline; a
        // heading that only resembles it stands over a section.
        let shown = candidates.filter {
            $0.rank != Self.headingRank && $0.votes >= Self.agreedVotes && headKeys.contains($0.key)
        }
        .max { $0.votes < $1.votes }
        var winner = agreed ?? shown ?? alike ?? best
        // A kicker that stands in the heading with the headline is none of it, where another place has it bare.
        if let heading = winner, heading.rank == Self.headingRank,
            let bare = candidates.first(where: {
                $0.rank != Self.headingRank && (heading.votes == Self.headingVotes || $0.isOpenGraph)
                    && $0.key.utf8.count >= 20 && heading.key.hasSuffix($0.key)
                    && $0.key != heading.key
            })
        {
            winner = bare
        }
        guard let winner else { return (nil, keys) }
        return (headline(from: winner, among: candidates), keys)
    }

    /// The winner as it is to be written: without a kicker that other places have in other words, and with the marks
    /// between its parts where the heading shows them as lines.
    private func headline(from winner: Candidate, among candidates: [Candidate]) -> String {
        guard winner.rank == Self.headingRank else { return winner.text }
        if winner.votes == Self.headingVotes,
            let tail = Self.kickerSeparators.lazy.compactMap({ separator -> String? in
                guard let cut = winner.text.range(ofFirst: separator) else { return nil }
                let tail = String(winner.text[cut.upperBound...]).trimmingASCIISpace()
                let key = TitleKey.folded(tail)
                let isShared =
                    key.utf8.count >= Self.tailByteCount
                    && candidates.contains { $0.rank != Self.headingRank && $0.key.hasSuffix(key) }
                return isShared ? tail : nil
            }).first
        {
            return tail
        }
        func markCount(_ text: String) -> Int {
            Self.partMarks.reduce(0) { $0 + text.split(separating: $1).count - 1 }
        }
        let count = markCount(winner.text)
        return winner.spellings.first { markCount($0) > count } ?? winner.text
    }

    /// Not the colon: what stands before it belongs to the headline more often than not.
    private static let kickerSeparators = [" - ", " – ", " — ", " | ", " / "]
    private static let partMarks = [": ", " - ", " – ", " — ", " | ", " / "]

    /// An ending that two titles share is the headline if it is at least so long.
    private static let tailByteCount = 20

    /// Two places at least, or one of the heavy ones and another.
    private static let agreedVotes = 4

    /// What the page title has beside the title that another place states: "Headline | Site", "Site: Headline".
    private static func learnedSiteKeys(_ claims: [Claim]) -> Set<String> {
        guard let pageTitle = pageTitle(claims) else { return [] }
        let others = Set(
            claims.lazy.filter { claim in
                claim.field == .title
                    && (claim.source == .openGraph || claim.source == .twitter || claim.source == .jsonLD)
            }.map { TitleKey.folded(Entities.decoded($0.value)) })
        var keys: Set<String> = []
        for separator in separators + [": "] {
            if let cut = pageTitle.range(ofLast: separator),
                others.contains(TitleKey.folded(String(pageTitle[..<cut.lowerBound])))
            {
                keys.insert(TitleKey.folded(String(pageTitle[cut.upperBound...])))
            }
            if let cut = pageTitle.range(ofFirst: separator),
                others.contains(TitleKey.folded(String(pageTitle[cut.upperBound...])))
            {
                keys.insert(TitleKey.folded(String(pageTitle[..<cut.lowerBound])))
            }
        }
        // A title that is all of another place's title is no site's name.
        return keys.subtracting(others).filter { !$0.isEmpty }
    }

    /// What the page title has behind the headline: "Hafenpost" of "Old pier to be rebuilt - Hafenpost". A last word on
    /// the outlet, where nothing states it; a title of three parts has a section in it, and tells nothing.
    static func siteName(behind headline: String, in claims: [Claim]) -> String? {
        guard let pageTitle = pageTitle(claims) else { return nil }
        let key = TitleKey.folded(headline)
        for separator in separators {
            let parts = pageTitle.split(separating: separator)
            guard parts.count == 2, TitleKey.folded(parts[0]) == key else { continue }
            let name = parts[1].trimmingASCIISpace()
            // "Headline - by Jane Roe" names who wrote it.
            let isWhole = !AuthorNames.hasLead(name) && !separators.contains { name.split(separating: $0).count > 1 }
            return isWhole && (1...siteNameWordCount).contains(TextShape(name).wordCount) ? name : nil
        }
        return nil
    }

    private static let siteNameWordCount = 6

    private static func pageTitle(_ claims: [Claim]) -> String? {
        claims.first { $0.field == .title && $0.source == .pageTitle }.map { Entities.decoded($0.value).spaceFolded }
    }

    /// Whether two titles have a word in common; in scripts without spaces, two letters that follow each other.
    private static func sharesWord(_ a: String, _ b: String) -> Bool {
        let keys = (TitleKey.folded(a), TitleKey.folded(b))
        if keys.0.contains(keys.1) || keys.1.contains(keys.0) { return true }
        func words(_ text: String) -> Set<String> {
            Set(
                text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).filter { $0.utf8.count > 2 }
                    .map(String.init))
        }
        if !words(a).isDisjoint(with: words(b)) { return true }
        func pairs(_ text: String) -> Set<String> {
            let scalars = text.unicodeScalars.filter { $0.value >= 0x0E00 && $0.properties.isAlphabetic }
            return Set(zip(scalars, scalars.dropFirst()).map { String($0) + String($1) })
        }
        return !pairs(a).isDisjoint(with: pairs(b))
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
        " › ",
    ]

    /// What old themes of WordPress write between the site's name and the title.
    private static let archiveLabels: Set<String> = ["blogarchive", "blogarchiv"]

    /// Takes the site's name off an end of a page title: the part after the last separator when the site is called so,
    /// or when another place has the title without it.
    private func withoutSiteName(_ title: String, others: [Claim]) -> String {
        var text = title.spaceFolded
        let otherKeys = Set(
            others.lazy.filter { $0.field == .title && $0.source != .pageTitle }.map { TitleKey.folded($0.value) })
        // Another place has the title bare, or the rest is the site's name, which may have such a mark in it.
        let isStated = otherKeys.contains(TitleKey.folded(text))
        for separator in Self.separators {
            let parts = text.split(separating: separator)
            for count in 1..<max(1, parts.count) {
                let before = parts[..<count].joined(separator: separator).trimmingASCIISpace()
                let after = parts[count...].joined(separator: separator).trimmingASCIISpace()
                let key = TitleKey.folded(before)
                let afterKey = TitleKey.folded(after)
                if key.utf8.count >= 12, otherKeys.contains(key) || siteKeys.contains(afterKey) { return before }
                if afterKey.utf8.count >= 12, !isStated, otherKeys.contains(afterKey) { return after }
            }
        }
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
                    isSite(afterKey) || AccountNames.isDomain(after.lowercased()) || otherKeys.contains(beforeKey)
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
                        isSite(head) || Self.archiveLabels.contains(head)
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
        // "West End Features" of features.westend.example: nothing but names of the host.
        var rest = key
        for label in hostKeys.sorted(by: { ($0.utf8.count, $0) > ($1.utf8.count, $1) }) where label.utf8.count >= 4 {
            if let found = rest.range(ofFirst: label) { rest.removeSubrange(found) }
        }
        if rest.isEmpty { return true }
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
        range(at: utf8.span.firstOffset(of: needle.utf8.span), of: needle)
    }

    func range(ofLast needle: String) -> Range<String.Index>? {
        range(at: utf8.span.lastOffset(of: needle.utf8.span), of: needle)
    }

    private func range(at offset: Int?, of needle: String) -> Range<String.Index>? {
        guard let offset, !needle.isEmpty else { return nil }
        let start = utf8.index(startIndex, offsetBy: offset)
        return start..<utf8.index(start, offsetBy: needle.utf8.count)
    }
}
