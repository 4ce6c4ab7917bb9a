extension WebURL {
    /// This URL without the parts that tell publishers and advertisers where a reader came from.
    ///
    /// The rest of the query keeps its order and its bytes. Asking twice changes nothing.
    ///
    /// - Parameter alsoSessions: Whether parameters called a session go that hold a visit's key. Not from the address that
    ///   an article is known by: a publisher who chooses articles so would have one for all.
    /// - Complexity: O(n) in the bytes of the URL.
    package func removingTrackingParameters(alsoSessions: Bool = false) -> WebURL {
        var kept = href
        if let query {
            let parameters = query.split(separator: "&", omittingEmptySubsequences: false)
            let remaining = parameters.filter { parameter in
                let name = parameter.prefix { $0 != "=" }
                return !TrackingParameters.contains(name)
                    && !(alsoSessions && TrackingParameters.isSession(name, value: parameter.dropFirst(name.count + 1)))
            }
            guard remaining.count < parameters.count || path.contains(";") else { return self }
            kept = String(href.prefix { $0 != "?" && $0 != "#" })
            if !remaining.isEmpty { kept += "?" + remaining.joined(separator: "&") }
            if let fragment { kept += "#" + fragment }
        }
        if let session = Self.sessionRange(in: kept) { kept.removeSubrange(session) }
        return WebURL(kept) ?? self
    }

    /// Java servers put the session into the path: `/story;jsessionid=0A1B`.
    private static func sessionRange(in href: String) -> Range<String.Index>? {
        guard href.utf8.span.firstOffset(of: UInt8(ascii: ";")) != nil else { return nil }
        let end = href.firstIndex { $0 == "?" || $0 == "#" } ?? href.endIndex
        var start = href.startIndex
        while let semicolon = href[start..<end].firstIndex(of: ";") {
            start = href.index(after: semicolon)
            if href[start..<end].prefix(11).lowercased() == "jsessionid=" {
                let rest = href[start..<end].firstIndex { $0 == "/" || $0 == ";" } ?? end
                return semicolon..<rest
            }
        }
        return nil
    }
}

/// Query parameters that never choose what a page says.
///
/// Gathered from the documentation of the services that add them. A name is listed only if no known publisher uses it to
/// choose an article: `id`, `p`, `ref_id`, `source` and `sid` alone are not.
enum TrackingParameters {
    /// Whether a parameter of this name, in any case, is for tracking.
    static func contains(_ name: some StringProtocol) -> Bool {
        let name = name.lowercased()
        return names.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }

    /// Whether a parameter is a visit's key: it is called a session, and its value is one that no person or list made.
    /// "sid=1204" chooses an article, "sid=8a7f0c52e9b14d3f" does not.
    static func isSession(_ name: some StringProtocol, value: some StringProtocol) -> Bool {
        guard value.utf8.count >= minimumKeyByteCount, sessionNames.contains(name.lowercased()) else { return false }
        var digitCount = 0
        var letterCount = 0
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digitCount += 1
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): letterCount += 1
            default: return false
            }
        }
        return digitCount >= 4 && letterCount >= 2
    }

    private static let minimumKeyByteCount = 16
    private static let sessionNames: Set<String> = ["sid", "session", "sessionid", "session_id", "sess", "sessid"]

    private static let prefixes = [
        "utm_",  // Google Analytics, and everyone since
        "pk_", "mtm_", "piwik_", "matomo_",  // Matomo
        "hsa_", "_hs",  // HubSpot
        "oly_",  // Omeda
        "vero_", "__s",  // Vero, Drip
        "at_custom",  // AT Internet, as at the BBC
    ]

    private static let names: Set<String> = [
        // Clicks on advertisements.
        "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid", "msclkid", "yclid", "twclid",
        "ttclid", "li_fat_id", "rdt_cid", "epik", "irclickid", "srsltid", "obclid", "outbrainclickid", "tblci",
        // Social networks.
        "fbclid", "fb_action_ids", "fb_action_types", "fb_source", "fb_ref", "igshid", "igsh", "mibextid",
        // Newsletters.
        "mc_cid", "mc_eid", "mkt_tok", "ml_subscriber", "ml_subscriber_hash", "sc_cid", "s_cid", "ck_subscriber_id",
        "bsft_eid", "bsft_clkid", "bsft_uid", "bsft_mid",
        // Analytics.
        "_ga", "_gl", "_openstat", "yandex_source", "wt_mc", "wt.mc_id", "cmpid", "xtor", "ns_mchannel", "ns_source",
        "ns_campaign", "ns_linkname", "ns_fee", "ocid", "icid", "int_cmp", "intcmp", "ito", "sr_share", "smid",
        "guccounter", "guce_referrer", "guce_referrer_sig", "at_medium", "at_campaign", "at_link_id", "at_link_type",
        "at_link_origin", "at_format", "at_ptr_name", "at_bbc_team",
        // Sessions.
        "phpsessid", "jsessionid", "aspsessionid", "cfid", "cftoken",
    ]
}
