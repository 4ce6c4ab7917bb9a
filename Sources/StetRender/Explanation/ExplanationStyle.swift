/// What pages that show how another page was read have beyond the common style.
enum ExplanationStyle: PageStyle {
    /// The base64 SHA-256 of `text`: see `StyleSheet.digest`.
    static let digest = "jBM3Kq/9XEnNfBv15w6R1B4Vj3J+J/ASOPq4uClow8c="

    static let text = """
        :root{--surroundings:#24507f;--requests:#8a4b00;--facts:#5c3a86;--place:#5b5b56;--repetition:#8c1d4f;--other:#0b5a55}
        @media(prefers-color-scheme:dark){:root{--surroundings:#9cc4f2;--requests:#f0b46e;--facts:#cdb0f2;--place:#b0b0a8;\
        --repetition:#f5a3c4;--other:#7fd6ce}}
        .surroundings{--sort:var(--surroundings)}.requests{--sort:var(--requests)}.facts{--sort:var(--facts)}
        .place{--sort:var(--place)}.repetition{--sort:var(--repetition)}.other{--sort:var(--other)}
        .sorts{list-style:none;padding:0;margin:.6rem 0;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;\
        font:.85rem/1.5 system-ui,sans-serif}
        .sorts .cut{margin:0;padding:0 0 0 .5rem}
        .blocks{border-top:1px solid var(--line);margin-top:1.2rem;padding-top:1.4rem}
        .kept>*{margin-bottom:.25rem}
        .kept>p{margin-bottom:.75rem}
        .kept:has(small)>p,.kept:has(small)>pre{margin-bottom:.1rem}
        .item>p::before{content:"•";display:inline-block;width:1.2rem;color:var(--soft)}
        .cell>p{padding-left:1.2rem}
        .caption>p{margin-bottom:.75rem}
        .blocks small{display:block;font:.75rem/1.4 ui-monospace,monospace;color:var(--soft);margin:0 0 .75rem;\
        overflow-wrap:anywhere}
        .blocks small span{display:inline-block;min-width:3em;font-weight:600}
        .cut{border-left:.25rem solid var(--sort);padding:.15rem 0 .15rem .8rem;margin:0 0 .75rem;\
        font:.88rem/1.5 system-ui,sans-serif}
        .cut del{color:var(--sort);background:none;text-decoration-color:var(--sort);\
        text-decoration-thickness:.06em;padding:0}
        .cut b{color:var(--page);background:var(--sort);border-radius:.25em;padding:.1em .45em;font-weight:600;\
        font-size:.8rem}
        .cut>p{margin:.3rem 0 0}
        .cut>p small{margin:0}
        .cut summary{cursor:pointer}
        .cut summary span{color:var(--soft);font-size:.8rem}
        details.cut:not([open]) summary del{display:block;margin-top:.2rem}
        details.cut[open] summary del{display:none}
        .claims{border-top:1px solid var(--line);margin-top:2rem;padding-top:.4rem;font-family:system-ui,sans-serif;\
        font-size:.9rem}
        .claims table{width:100%;font-size:.88rem}
        .claims th{font-weight:600;white-space:nowrap}
        .claims td+td{min-width:9rem}
        .claims tbody th{color:var(--soft)}
        .claims .recorded td{font-weight:600;background:var(--panel)}
        .claims .yes{color:var(--ins);font-weight:700}.claims .no{color:var(--move);font-weight:700}
        .claims small{color:var(--soft)}
        @media(min-width:76rem){body:has(.blocks){max-width:66rem}.blocks>*{max-width:44rem}\
        .kept:has(small){display:grid;grid-template-columns:44rem 1fr;column-gap:1.6rem;max-width:none;\
        align-items:first baseline}\
        .kept:has(small)>p,.kept:has(small)>pre{margin-bottom:.75rem}}
        @media(max-width:40rem){.claims table,.claims tbody,.claims tr,.claims td,.claims tbody th{display:block;border:0;\
        padding:.15rem 0}.claims thead{display:none}.claims tbody{border-top:1px solid var(--line);padding:.5rem 0}\
        .claims td+td{padding:0 0 .4rem 1.2rem}.claims .recorded td{background:none}}
        @media print{details.cut{break-inside:auto}}

        """
}
