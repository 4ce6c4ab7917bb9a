public import StetDiff

extension JSONRenderer {
    /// One JSON object and a line break: the schema of docs/reference/variants.md.
    public func variants(_ table: VariantTable, heading: VariantHeading) -> String {
        let sigla = heading.versions.map(\.siglum)
        return document { json in
            json.object { json in
                json.member("title", heading.title)
                json.member("url", heading.url)
                json.array("versions") { list in
                    for version in heading.versions {
                        list.object {
                            $0.member("siglum", version.siglum)
                            $0.member("label", version.label)
                            $0.member("time", version.time)
                        }
                    }
                }
                json.member("changed", !table.isConstant)
                json.object("summary") { write(VariantSummary(table), into: &$0) }
                json.array("metadata") { list in
                    for field in table.fields {
                        list.object { json in
                            json.member("field", field.name)
                            json.array("values") { list in
                                for (siglum, value) in zip(sigla, field.values) {
                                    list.object {
                                        $0.member("version", siglum)
                                        $0.member("value", value)
                                    }
                                }
                            }
                        }
                    }
                }
                json.array("blocks") { list in
                    for block in table.blocks {
                        list.object { json in
                            json.member("type", block.kind.name)
                            json.array("threads") { list in
                                for thread in table.threads[block.threads] where includesUnchanged || !thread.isConstant
                                {
                                    list.object { write(thread, sigla, into: &$0) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func write(_ summary: VariantSummary, into json: inout JSONWriter) {
        json.member("text", summary.text)
        json.member("sentences", summary.threadCount)
        json.member("constant", summary.constantCount)
        for kind in VariantTable.Step.Kind.allCases where kind != .absent && kind != .equal {
            json.member(kind.rawValue, summary.counts[kind] ?? 0)
        }
    }

    private func write(_ thread: VariantTable.Thread, _ sigla: [String], into json: inout JSONWriter) {
        json.member("constant", thread.isConstant)
        json.array("readings") { list in
            for reading in thread.readings {
                list.object {
                    $0.member("versions", reading.versions.map { sigla[$0] })
                    $0.member("text", reading.text)
                }
            }
        }
        json.member("absent", thread.absentVersions.map { sigla[$0] })
        json.array("steps") { list in
            for (index, step) in thread.steps.enumerated() {
                list.object {
                    $0.member("to", sigla[index + 1])
                    $0.member("kind", step.kind.rawValue)
                    $0.member("edited", step.isEdited)
                }
            }
        }
        json.array("sentences") { list in for places in thread.places { list.value(places) } }
    }
}
