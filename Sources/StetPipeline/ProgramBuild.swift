internal import Foundation

/// Which build of the program runs.
enum ProgramBuild {
    /// Another text for another build: of the same version, too, as when somebody works on the extractor. It never gets into what is
    /// recorded; it keeps one build from believing what another has read. Empty where the system does not tell.
    static let mark: String = {
        let files = FileManager.default
        do {
            let program = try files.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            let facts = try files.attributesOfItem(atPath: program)
            let changed = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            return "\(facts[.size] as? Int64 ?? 0) \(changed)"
        } catch { return "" }
    }()
}
