/// The style of every page: serif text of a readable measure, light and dark, small screens and paper.
///
/// Removed text is struck through and added text underlined, so that colour is not their only sign; screen readers
/// hear the words "removed" and "added" from clipped generated content, which copying leaves out.
enum StyleSheet: PageStyle {
    /// The base64 SHA-256 of `text`, for the pages' Content-Security-Policy. A test recomputes it:
    /// `printf %s "$text" | openssl dgst -sha256 -binary | base64`.
    static let digest = "9Pvb7BerzxFFKjr/x3j3Kkwa42iS4FQVbp7KmdDoQ9I="

    static let text = """
        :root{--page:#fdfdfb;--ink:#1b1b1a;--soft:#63635e;--line:#dcdcd5;--panel:#f3f3ee;--del:#8c1d18;--del-back:#fbe4e1;\
        --ins:#0d5426;--ins-back:#dcf3e0;--move:#6b4a00;--move-back:#fbf0d2;--link:#1a4f9c}
        @media(prefers-color-scheme:dark){:root{--page:#161615;--ink:#e6e6e1;--soft:#a3a39b;--line:#3a3a37;--panel:#20201e;\
        --del:#ffb3ab;--del-back:#4a1d1a;--ins:#a5e8b4;--ins-back:#12401f;--move:#f0cf7f;--move-back:#3d3110;--link:#9cc2ff}}
        *{box-sizing:border-box}
        html{background:var(--page);color:var(--ink);-webkit-text-size-adjust:100%}
        body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:46rem;font:1.0625rem/1.6 Charter,"Iowan Old Style",Georgia,\
        "Noto Serif",serif;overflow-wrap:anywhere}
        a{color:var(--link)}
        h1{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem}
        h2,h3,h4,h5,h6{line-height:1.3;margin:1.6em 0 .6em;font-size:1.2rem}
        p,ul,ol,blockquote,figure,pre,table{margin:0 0 1rem}
        .page-head,.fields,.note,.fold>summary,.row-head,.gap,.byline,.legend,.mark{font-family:system-ui,sans-serif}
        .page-head p,.byline{margin:0 0 .35rem;color:var(--soft);font-size:.9rem}
        .page-head .summary{color:var(--ink);font-size:1rem;margin:.8rem 0}
        .legend{font-size:.85rem;color:var(--soft)}
        .fields{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem;margin:1rem 0;padding:.8rem 1rem;\
        background:var(--panel);border-radius:.4rem;font-size:.95rem}
        .fields dt{color:var(--soft)}
        .fields dd{margin:0}
        del{color:var(--del);background:var(--del-back);text-decoration:line-through;text-decoration-thickness:.08em}
        ins{color:var(--ins);background:var(--ins-back);text-decoration:underline;text-decoration-thickness:.08em;\
        text-underline-offset:.18em}
        del,ins,.reformatted-words{border-radius:.15em;padding:.05em .1em;-webkit-box-decoration-break:clone;\
        box-decoration-break:clone}
        del::before,del::after,ins::before,ins::after{position:absolute;clip-path:inset(100%);clip:rect(0 0 0 0);width:1px;\
        height:1px;overflow:hidden;white-space:nowrap}
        del::before{content:" [removed: "}
        ins::before{content:" [added: "}
        del::after,ins::after{content:"] "}
        .reformatted-words{background:var(--move-back);text-decoration:underline dotted}
        .text{border-top:1px solid var(--line);margin-top:1.2rem;padding-top:1.4rem}
        .text>:first-child{margin-top:0}
        .block{position:relative}
        .block::before{position:absolute;left:-1.15rem;color:var(--soft);\
        font:600 .95rem/1.7 system-ui,sans-serif}
        .block.edited::before,.block.split::before,.block.merged::before,.block.reformatted::before{content:"~";\
        color:var(--move)}
        .block.added::before{content:"+";color:var(--ins)}
        .block.removed::before{content:"\\2212";color:var(--del)}
        ul,ol{padding-inline-start:1.5rem}
        li.block::before{left:-2.65rem}
        tr.block{position:static}
        tr.block::before{content:none!important}
        tr.added td{background:var(--ins-back)}
        tr.removed td{background:var(--del-back)}
        .moved,.moved-away{border-left:.2rem solid var(--move);padding-left:.7rem;margin-left:-.9rem}
        .moved:target,.moved-away:target{background:var(--move-back)}
        .note,.mark{font-size:.82rem;line-height:1.45;color:var(--move)}
        .note{margin:0 0 .25rem}
        .note a{color:inherit}
        .mark{background:var(--move-back);border-radius:.25em;padding:.05em .35em;margin-right:.3em}
        .moved-away .note{margin-bottom:1rem}
        li>.note,td>.note{display:block}
        .fold{margin:0 0 1rem;color:var(--soft)}
        .fold>summary,.gap{cursor:pointer;font-size:.85rem;padding:.2rem .6rem;border-radius:.3rem;background:var(--panel);\
        color:var(--soft)}
        .gap{cursor:default;grid-column:1/-1;text-align:center}
        .fold[open]>summary{margin-bottom:.8rem}
        blockquote{border-left:.2rem solid var(--line);padding-left:1rem;margin-left:0;font-style:italic}
        figure{margin-left:0;margin-right:0}
        .caption,figcaption{font-size:.92rem;color:var(--soft)}
        pre{font:.9rem/1.5 ui-monospace,monospace;white-space:pre-wrap;background:var(--panel);padding:.7rem;\
        border-radius:.3rem}
        code{font-family:ui-monospace,monospace;font-size:.92em}
        table{border-collapse:collapse;font-size:.95rem;max-width:100%}
        td,th{border:1px solid var(--line);padding:.3rem .6rem;text-align:start;vertical-align:top;position:relative}
        hr{border:0;border-top:1px solid var(--line);margin:1.5rem auto;width:40%}
        .depth-1{margin-inline-start:1.5rem}.depth-2{margin-inline-start:3rem}.depth-3{margin-inline-start:4.5rem}
        .view-choice{position:absolute;opacity:0}
        .view-choice+label{display:inline-block;font:.88rem system-ui,sans-serif;padding:.25rem .8rem;margin:.8rem .3rem 0 0;\
        border:1px solid var(--line);border-radius:1rem;cursor:pointer;color:var(--soft)}
        .view-choice:checked+label{background:var(--ink);border-color:var(--ink);color:var(--page)}
        .view-choice:focus-visible+label{outline:.15rem solid var(--link);outline-offset:.15rem}
        .side{display:none}
        #view-side:checked~.side{display:grid}
        #view-side:checked~.inline{display:none}
        .side{grid-template-columns:1fr 1fr;gap:.55rem 1.6rem;font-size:.98rem}
        .side p,.side h2,.side h3,.side h4,.side h5,.side h6,.side pre,.side blockquote{margin:0}.side pre{border-radius:0;padding:.1rem .7rem}
        .side table{grid-column:1/-1;margin:0}
        .side .note{grid-column:1/-1;margin:.5rem 0 0}
        .side .starts{border-top:1px solid var(--line);padding-top:.55rem}
        .row-head{font-size:.85rem;color:var(--soft);font-weight:600}
        @media(min-width:62rem){body:has(#view-side:checked){max-width:72rem}}
        @media(max-width:40rem){body{padding:1.25rem 1.25rem 3rem}h1{font-size:1.4rem}.block::before{left:-.95rem}\
        .fields{grid-template-columns:1fr;gap:.1rem}.fields dd{margin-bottom:.5rem}.side{grid-template-columns:1fr}\
        .side .same:not(.after),.side .empty,.side .row-head{display:none}\
        .side .after.starts:not(.same){border:0;padding:0}.moved,.moved-away{margin-left:-.6rem;\
        padding-left:.5rem}}
        @media print{:root{--page:#fff;--ink:#000;--panel:#fff}body{max-width:none;padding:0;font-size:11pt}\
        .view-choice,.view-choice+label{display:none}.block,.row{break-inside:avoid}\
        .fold>summary{list-style:none}a{color:inherit}}

        """
}

/// A style sheet with what a Content-Security-Policy calls it.
protocol PageStyle {
    /// The base64 SHA-256 of `text`.
    static var digest: String { get }
    static var text: String { get }
}
