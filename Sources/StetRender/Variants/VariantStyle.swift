/// What pages with a variant table have beyond the common style: a column a version.
enum VariantStyle: PageStyle {
    /// The base64 SHA-256 of `text`: see `StyleSheet.digest`.
    static let digest = "hZWVL7dK6iZh1nyUfCvZXtcUddal+3xOk/w830z0CDE="

    static let text = """
        body:has(.variants){max-width:none}
        .page-head{max-width:46rem}
        .fields{max-width:60rem}
        .sigla{font:600 .8rem/1.5 system-ui,sans-serif;color:var(--soft);margin-inline-end:.45em;white-space:nowrap}
        .variants{border-collapse:separate;border-spacing:0;table-layout:fixed;width:100%;margin:1.4rem 0 0;max-width:none}
        .variants.wide{table-layout:auto;width:max-content;min-width:100%}
        .variants th{position:sticky;top:0;z-index:1;background:var(--page);border:0;border-bottom:.12rem solid var(--ink);\
        font:600 .9rem/1.4 system-ui,sans-serif}
        .variants.wide th{min-width:16rem;width:16rem}
        .variants th span{display:block;font-weight:400;color:var(--soft);font-size:.82rem}
        .variants td{border:0;border-inline-start:1px solid var(--line);padding:.35rem .8rem}
        .variants tr>:first-child{border-inline-start:0}
        .variants .starts td{border-top:1px solid var(--line)}
        .variants .same{color:var(--soft)}
        .variants .same>*{max-width:46rem}
        .variants .absent{background:var(--panel);color:var(--soft);text-align:center}
        .variants .heading{font-weight:700}
        .variants .quotation{font-style:italic}
        .variants .code{font:.9rem/1.5 ui-monospace,monospace;white-space:pre-wrap}
        .variants .fold{margin:.2rem 0}
        .variants .mark{margin:0 .4em 0 0}
        @media(max-width:40rem){.variants,.variants tbody,.variants tr,.variants td{display:block}.variants thead{display:none}\
        .variants td{border-inline-start:0;padding:.25rem 0}.variants td[data-sigla]::before{content:attr(data-sigla);\
        display:block;font:600 .78rem/1.5 system-ui,sans-serif;color:var(--soft)}\
        .variants .absent{text-align:start;background:none}.variants tr{padding:.3rem 0}}
        @media print{.variants th{position:static}.variants tr{break-inside:avoid}}

        """
}
