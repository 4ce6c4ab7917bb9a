import Foundation
import FoundationXML
import Testing

/// Expects the elements of a document to hold what TEI P5 lets them hold, in its order.
///
/// Source: the content models of TEI P5's specifications, narrowed to the elements that are written here.
func expectTEI(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let checker = TEIContentChecker()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = checker
    #expect(parser.parse(), "\(String(describing: parser.parserError))", sourceLocation: sourceLocation)
    #expect(checker.faults.isEmpty, "\(checker.faults.joined(separator: "\n"))", sourceLocation: sourceLocation)
}

private final class TEIContentChecker: NSObject, XMLParserDelegate {
    private(set) var faults: [String] = []
    private var open: [(name: String, content: String)] = []

    /// For each element its children as an expression, each followed by a blank; "#" is text.
    private static let models = [
        "TEI": "teiHeader text ", "teiHeader": "fileDesc encodingDesc ",
        "fileDesc": "titleStmt publicationStmt sourceDesc ",
        "titleStmt": "(title )+", "title": "(# |app )*", "publicationStmt": "(p )+",
        "sourceDesc": "((p )+|(bibl |listWit )+)", "bibl": "(# |ref )*", "ref": "(# )*", "listWit": "(witness )+",
        "witness": "(# |date )*", "date": "(# )*", "encodingDesc": "(variantEncoding )+", "variantEncoding": "",
        "text": "(front )?body ", "front": "(div )+", "body": "(div )+",
        "div": "(head )*(p |ab |list |quote )*(div )*", "head": "(# |app )*", "p": "(# |app )*", "ab": "(# |app )*",
        "list": "(head )?(item )+", "item": "(# |app )*", "quote": "(# |p )*",
        "app": "(witDetail )*(rdg (witDetail )*)+", "rdg": "(# )*", "witDetail": "(# )*",
    ]
    private static let required = [
        "rdg": ["wit"], "witDetail": ["wit"], "witness": ["xml:id"], "variantEncoding": ["method", "location"],
        "date": ["when"], "ref": ["target"],
    ]

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if !open.isEmpty { open[open.count - 1].content += name + " " }
        for attribute in Self.required[name] ?? [] where attributes[attribute] == nil {
            faults.append("<\(name)> lacks \(attribute)")
        }
        open.append((name, ""))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        let isBlank = string.allSatisfy(\.isWhitespace)
        if !open.isEmpty, !isBlank { open[open.count - 1].content += "# " }
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        guard let (name, content) = open.popLast() else { return }
        guard let model = Self.models[name] else {
            faults.append("<\(name)> is not among the elements looked at")
            return
        }
        if content.range(of: "^(?:\(model))$", options: .regularExpression) == nil {
            faults.append("<\(name)> has \(content)")
        }
    }
}
