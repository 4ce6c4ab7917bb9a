import Foundation
import PackagePlugin

/// Embeds every file of repo-template/ in the target that uses the plugin.
///
/// A symbolic link into Sources would dangle in a package cache, and `.embedInCode` flattens names and wants a Swift
/// file beside the template.
@main
struct EmbedTemplatePlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "repo-template").resolvingSymlinksInPath()
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder.appending(path: path).path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
        guard !paths.isEmpty else { throw EmptyTemplate(folder: folder.path) }
        let output = context.pluginWorkDirectoryURL.appending(path: "RepoTemplate+Files.swift")
        return [
            .buildCommand(
                displayName: "Embedding repo-template",
                executable: try context.tool(named: "EmbedTemplate").url,
                arguments: [output.path, folder.path] + paths,
                inputFiles: paths.map { folder.appending(path: $0) },
                outputFiles: [output])
        ]
    }
}

struct EmptyTemplate: Error, CustomStringConvertible {
    var folder: String

    var description: String { "there are no files in \(folder)" }
}
