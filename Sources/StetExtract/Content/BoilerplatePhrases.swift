/// What a short text is when its wording alone tells it: the wording publishers put around articles, in many languages.
///
/// Kinds, not sites: every phrase stands on pages of many publishers. A phrase only ever speaks about short texts;
/// `Vocabulary` speaks about paragraphs, where one word proves nothing.
enum BoilerplatePhrases {
    enum Kind: String, Sendable {
        case consent, meter, newsletter, share, advertisement, relatedHeading, commentsHeading, copyright, app, readMore
        case player, follow, skip, print, tags, byline, navigation

        /// Whether a heading of the kind introduces links to other articles, comments or sign-ups.
        var introducesBoilerplate: Bool {
            switch self {
            case .relatedHeading, .commentsHeading, .newsletter, .follow, .share, .tags, .app, .advertisement,
                .readMore:
                true
            default: false
            }
        }
    }

    /// The longest text that phrases are looked up in.
    static let maximumByteCount = 160

    /// The kind of boilerplate that `text` as a whole is; nil where it is none.
    static func kind(of text: String) -> Kind? {
        guard text.utf8.count <= maximumByteCount else { return nil }
        let bytes = text.utf8.span
        if let trimmed = trimmedASCII(bytes) {
            let key = bytes.extracting(trimmed)
            return key.isEmpty ? nil : whole[key] ?? prefixes.first(of: key)
        }
        let key = foldedBytes(bytes)
        return key.isEmpty ? nil : whole[key.span] ?? prefixes.first(of: key.span)
    }

    /// What `folded` keeps of a text in ASCII, before it is made lower case; nil where the text is not in ASCII.
    private static func trimmedASCII(_ bytes: Span<UInt8>) -> Range<Int>? {
        var first = bytes.count
        var end = 0
        for index in bytes.indices {
            let byte = bytes[index]
            if byte >= 0x80 { return nil }
            if (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "+") {
                first = min(first, index)
                end = index + 1
            }
        }
        return first < end ? first..<end : 0..<0
    }

    /// Whether text can stand under such a heading as well as links.
    static func isAmbiguousHeading(_ text: String) -> Bool {
        let key = folded(text)
        return ambiguousHeadings.contains(key) || ambiguousLeads.contains(where: key.hasPrefix)
    }

    /// "Comments on the draft", "Thoughts on rural schools".
    private static let ambiguousLeads = [
        "comments on ", "comments for ", "thoughts on ", "responses to ", "kommentare zu ",
    ]

    private static let ambiguousHeadings: Set<String> = [
        "contact", "contact us", "about us", "contributors", "author", "autor", "autorin", "categories", "archives",
        "topics", "explore", "events", "upcoming events", "jobs", "hintergrund", "themen", "more information",
        "further reading", "más información", "weather", "quiz", "watch", "spotlight", "featured", "menu", "links",
        "discussion", "diskussion", "conversation", "responses", "best of", "zur person", "aktuelles", "empfehlungen",
        "recommendations", "contents", "the latest", "popular", "reviews", "customer reviews", "user reviews",
        "reader reviews", "ratings and reviews", "ratings & reviews", "kundenbewertungen", "bewertungen",
        "kundenrezensionen", "rezensionen", "avis", "avis clients", "avis des clients", "opiniones",
        "opiniones de clientes", "recensioni", "beoordelingen", "recensies", "avaliações", "opinie", "отзывы",
        "recensioner",
    ]

    /// Lower case, with marks at both ends and counts ("12 Comments", "Comments (3)") taken off.
    static func folded(_ text: String) -> String { String(decoding: foldedBytes(text.utf8.span), as: UTF8.self) }

    /// Whether the text, folded, begins with one of a few words.
    static func begins(_ text: String, with words: PrefixTable<Bool>) -> Bool {
        let bytes = text.utf8.span
        var end = min(bytes.count, beginningByteCount)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return words.first(of: foldedBytes(bytes.extracting(0..<end)).span) != nil
    }

    /// Whether the text, folded, ends with one of a few words.
    static func ends(_ text: String, with words: [String]) -> Bool {
        let bytes = text.utf8.span
        var start = max(0, bytes.count - beginningByteCount)
        while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
        let end = String(decoding: foldedBytes(bytes.extracting(start..<bytes.count)), as: UTF8.self)
        return words.contains(where: end.hasSuffix)
    }

    /// What is looked at for the beginning and the end of a text: marks, and the longest of the words.
    private static let beginningByteCount = 64

    private static func foldedBytes(_ bytes: Span<UInt8>) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(bytes.count)
        // Nothing is kept before the first letter, and nothing after the last.
        var end = 0
        var index = 0
        while index < bytes.count {
            let (value, length) = bytes.scalar(at: index)
            let scalarClass = value < 0x80 ? [] : ScalarClass.of(value)
            if value < 0x80 {
                let isLetter = (value | 0x20) &- 0x61 < 26 || value == 0x2B
                if isLetter || end > 0 { key.append(bytes[index].lowercasedASCII) }
                if isLetter { end = key.count }
            } else if value == 0x2019 {
                if end > 0 { key.append(UInt8(ascii: "'")) }
            } else if scalarClass.contains(.lowercase) {
                let isLetter = scalarClass.contains(.alphabetic)
                if isLetter || end > 0 { for offset in index..<index + length { key.append(bytes[offset]) } }
                if isLetter { end = key.count }
            } else if let scalar = Unicode.Scalar(value) {
                for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                    let isLetter = ScalarClass.of(lower.value).contains(.alphabetic)
                    if isLetter || end > 0 { key.append(contentsOf: String(lower).utf8) }
                    if isLetter { end = key.count }
                }
            }
            index += length
        }
        key.removeSubrange(end...)
        return key
    }

    private static let whole = PhraseTable(
        wholeRows.flatMap { kind, phrases in phrases.parts(between: "|").map { ($0, kind) } })

    private static let wholeRows: [(Kind, String)] = [
        (
            .consent,
            """
            i agree|agree|accept|accept all|accept cookies|i accept|got it|cookie policy|cookie settings|\
            privacy policy|our privacy statement & cookie policy|manage cookies|akzeptieren|alle akzeptieren|\
            tout accepter|accepter|aceptar|accetta|akkoord|zustimmen|privacy statement|terms of use|\
            terms of service|empfohlener redaktioneller inhalt|externen inhalt anzeigen|\
            this slideshow requires javascript|externer inhalt|redaktionell empfohlener inhalt|\
            javascript is disabled|please enable javascript|we need your consent|\
            we value your privacy|we care about your privacy|your privacy matters|we respect your privacy|your privacy choices|\
            your privacy is important to us|wir schätzen ihre privatsphäre|wir respektieren ihre privatsphäre|\
            ihre privatsphäre ist uns wichtig|le respect de votre vie privée est notre priorité|nous respectons votre vie privée|\
            valoramos su privacidad|valoramos tu privacidad|su privacidad es importante para nosotros|rispettiamo la tua privacy|\
            la tua privacy è importante per noi|wij waarderen uw privacy|we waarderen je privacy|wij respecteren uw privacy|\
            cenimy twoją prywatność|szanujemy twoją prywatność|valorizamos a sua privacidade
            """
        ),
        (
            .share,
            """
            share|share this|share this article|share this story|share this post|share this page|\
            share on facebook|share on twitter|share on linkedin|share on whatsapp|share on x|share via email|\
            share article|share story|tweet|tweet this|pin|pin it|email|e-mail|email this|email article|copy link|\
            copied|link copied|copy url|copied to clipboard|facebook|twitter|linkedin|whatsapp|pinterest|reddit|\
            telegram|messenger|instagram|youtube|tumblr|flipboard|x|save|save article|bookmark|gift article|\
            gift this article|like|like this|like loading|loading|teilen|artikel teilen|beitrag teilen|merken|\
            drucken|mailen|partager|partager l'article|partager cet article|partager sur facebook|compartir|\
            compartir en facebook|condividi|condividi su facebook|deel|delen|deel dit artikel|dela|del|jaa|\
            udostępnij|поделиться|sdílet|paylaş|compartilhar|compartilhe|partilhar|分享|分享到|シェア|공유|share:|shares|\
            teile diesen artikel|link kopieren|sharing is caring|spread the love|spread the word|republish|\
            republish this story|reprints|enviar|imprimir|envoyer|feilen|sms|send|mail|link|more sharing options|\
            share your thoughts|click to share|follow|share with friends|share this:|share this content|\
            show your support|vorlesen|anhören|listen|listen to article|listen to this article|audio|text size|\
            font size|a a|zur merkliste|in der app öffnen|abspielen|kommentieren|give this article|\
            add as preferred source on google|add as a preferred source on google|make us preferred on google|\
            prefer us on google
            """
        ),
        (
            .advertisement,
            """
            advertisement|advertisements|advertising|ad|ads|sponsored|sponsored content|promoted|promoted content|\
            paid content|paid post|anzeige|werbung|publicité|publicidad|pubblicità|advertentie|reklama|reklame|\
            annons|annonse|mainos|реклама|promotion|article continues below|article continues below advertisement|\
            continue reading below|story continues below advertisement|story continues below|story continues|\
            advertisement - scroll to continue|scroll to continue|remove ads|report this ad|\
            advertisement. scroll to continue reading|广告|広告|광고|إعلان|पुढे वाचा|विज्ञापन|publicidade|hirdetés|\
            iklan|continue reading|continues after advertising|continua após a publicidade|\
            weiter nach der anzeige|nach der anzeige weiterlesen|skip advertisement|\
            advertisement - continue reading below|article continues after ad|ad feedback|adchoices|ad choices|\
            why this ad|hide ad|close ad|anzeige schließen|article continues after this advertisement|\
            article continues below this ad|story continues below this ad|patrocinado|sponsorisé|sponsrat|gesponsert
            """
        ),
        (
            .relatedHeading,
            """
            related|related stories|related articles|related posts|related news|related content|related topics|\
            related links|related reading|related coverage|related story|related article|related post|\
            related videos|related video|related items|related resources|you may also like|you might also like|\
            you may like|you might like|you may also be interested in|you might also be interested in|\
            you might be interested in|you may be interested in|read more|read next|read also|also read|\
            more stories|more news|more from|more like this|more articles|more on this|more on this story|\
            more on this topic|more to read|more to explore|more coverage|more reading|most read|most popular|\
            most viewed|most shared|most commented|most recent|popular|popular posts|popular stories|\
            popular articles|popular now|trending|trending now|trending stories|trending articles|trending news|\
            trending topics|search trends|top stories|top news|top articles|top posts|latest|latest news|\
            latest stories|latest articles|latest posts|latest from|recent posts|recent articles|recent news|\
            recent stories|recommended|recommended for you|recommended stories|recommended articles|\
            recommended reading|recommended posts|recommendations|suggested articles|suggested reading|\
            suggested posts|in case you missed it|icymi|don't miss|dont miss|must read|must reads|must-read|\
            editor's picks|editors' picks|editor's choice|editors picks|editor's pick|what to read next|\
            what to watch next|up next|next up|next article|previous article|next post|previous post|see also|\
            see more|view more|more in|more information|further reading|explore more|keep reading|\
            continue reading|around the web|from around the web|from the web|promoted stories|sponsored stories|\
            other stories|other news|other articles|other posts|similar articles|similar posts|similar stories|\
            featured|featured articles|featured stories|featured posts|featured news|featured video|\
            featured content|in this section|in other news|on the site|stories you may like|you may have missed|\
            people also read|readers also liked|our picks|best of|hot topics|spotlight|popular topics|\
            read this next|read more about|read more on this|related categories|related tags|more by this author|\
            more from this author|more from author|more from the author|more by|latest videos|explore|\
            discover more|top videos|watch more|watch next|watch|must watch|video of the day|the latest|top picks|\
            trending on|this week's top stories|the most important news|join the conversation|\
            what others are reading|other readers also read|you'll also like|you'll love these|may interest you|\
            more for you|a lire aussi|à lire aussi|lire aussi|à lire|à voir aussi|à lire également|lire également|\
            sur le même sujet|sur le même thème|articles liés|articles similaires|les plus lus|\
            articles les plus lus|dans la même rubrique|à découvrir|voir aussi|plus d'articles|mehr zum thema|\
            mehr zu diesem thema|mehr dazu|mehr lesen|lesen sie auch|lesen sie mehr|lesen sie mehr zum thema|\
            lesen sie dazu auch|auch interessant|das könnte sie auch interessieren|\
            das könnte dich auch interessieren|das könnte sie interessieren|das könnte ihnen auch gefallen|\
            weitere artikel|weitere themen|weitere meldungen|weitere nachrichten|weitere beiträge|\
            ähnliche artikel|ähnliche beiträge|verwandte artikel|verwandte themen|verwandte beiträge|meistgelesen|\
            meistgelesene artikel|meistgelesene|am meisten gelesen|top-artikel|neueste artikel|neueste beiträge|\
            aktuelle beiträge|aktuelles|empfehlungen der redaktion|empfehlungen|empfohlene artikel|\
            unsere empfehlungen|zum thema|themen|schlagworte|das interessiert andere leser|auch spannend|\
            passend zum thema|hintergrund|noticias relacionadas|artículos relacionados|relacionado|relacionados|\
            te puede interesar|te puede interesar también|también te puede interesar|te recomendamos|lo más leído|\
            más leídas|lo más visto|más noticias|ver también|lea también|leer más|más información|\
            entradas relacionadas|leggi anche|articoli correlati|potrebbe interessarti|\
            potrebbe interessarti anche|ti potrebbe interessare|i più letti|correlati|ultime notizie|\
            altri articoli|lees ook|lees meer|meest gelezen|gerelateerde artikelen|gerelateerd|leia também|\
            leia mais|veja também|notícias relacionadas|mais lidas|artigos relacionados|saiba mais|czytaj także|\
            czytaj też|czytaj więcej|zobacz także|zobacz też|przeczytaj także|polecane|najczęściej czytane|\
            powiązane artykuły|читайте также|по теме|читать также|самое читаемое|популярное|похожие статьи|\
            читайте ещё|læs også|les også|läs också|läs mer|mest læst|mest lest|mest läst|relaterade artiklar|\
            lue myös|luetuimmat|čtěte také|přečtěte si také|související články|ilgili haberler|\
            bunlar da ilginizi çekebilir|olvasta már|kapcsolódó cikkek|citește și|citeşte şi|διαβάστε επίσης|\
            σχετικά άρθρα|baca juga|berita terkait|artikel terkait|相关新闻|相关阅读|相关文章|相關新聞|延伸阅读|延伸閱讀|推荐阅读|热门文章|関連記事|\
            関連ニュース|おすすめ|おすすめ記事|人気記事|관련기사|관련 기사|많이 본 뉴스|اقرأ أيضا|اقرأ أيضاً|مواضيع ذات صلة|संबंधित खबरें|\
            ये भी पढ़ें|यह भी पढ़ें|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง|weather|poll|quiz|quick links|useful links|\
            categories|archives|tag cloud|links|sections|topics|search|menu|navigation|site map|sitemap|contact|\
            contact us|about us|newsletter signup|follow us|upcoming events|events|jobs|partner content|\
            from our partners|our partners|in this article|in this story|table of contents|contents|on this page|\
            inhalt|inhaltsverzeichnis|sommaire|about the author|about the authors|about author|author|\
            über den autor|zum autor|zur person|autor|autorin|author bio|meet the author|written by|contributors|\
            the author
            """
        ),
        (
            .commentsHeading,
            """
            comments|comment|leave a comment|leave a reply|leave comment|post a comment|add a comment|add comment|\
            write a comment|join the discussion|join the conversation|discussion|conversation|responses|replies|\
            reply|no comments|no comments yet|view comments|show comments|hide comments|see comments|\
            read comments|all comments|load comments|what do you think|have your say|reader comments|\
            reviews|customer reviews|user reviews|reader reviews|ratings and reviews|ratings & reviews|kundenbewertungen|\
            bewertungen|kundenrezensionen|rezensionen|avis|avis clients|avis des clients|opiniones|\
            opiniones de clientes|recensioni|beoordelingen|recensies|avaliações|opinie|отзывы|recensioner|\
            be the first to comment|comments are closed|1 comment|cancel reply|\
            your email address will not be published|sign in to comment|log in to comment|\
            log in to leave a comment|please log in to comment|kommentare|kommentar|kommentar schreiben|\
            kommentare anzeigen|kommentar verfassen|kommentar hinterlassen|schreibe einen kommentar|diskussion|\
            diskutieren sie mit|ihr kommentar|leserkommentare|commentaires|commentaire|laisser un commentaire|\
            ajouter un commentaire|réagir|comentarios|deja un comentario|deja una respuesta|comentar|commenti|\
            lascia un commento|reacties|reageer|geef een reactie|comentários|deixe um comentário|komentarze|\
            dodaj komentarz|комментарии|оставить комментарий|добавить комментарий|kommentarer|skriv en kommentar|\
            kommentit|komentáře|yorumlar|yorum yaz|hozzászólások|评论|發表評論|コメント|댓글|التعليقات|تعليقات|komentar|hinterlasse einen kommentar|\
            einen kommentar schreiben|kommentar abgeben|kommentieren sie den artikel|kommentar kommentieren|\
            antwort schreiben|neuer kommentar|laissez un commentaire|poster un commentaire|déposez votre commentaire|\
            escribe un comentario|deja tu comentario|deixe uma resposta|plaats een reactie|napisz komentarz|\
            lämna ett svar|legg igjen en kommentar|发表评论|全部评论|最新评论|コメントを書く|تعليق واحد|\
            תגובות|הוסף תגובה|σχόλια|αφήστε ένα σχόλιο|टिप्पणियाँ|टिप्पणियां|टिप्पणी करें|ความคิดเห็น|แสดงความคิดเห็น|\
            bình luận|ý kiến bạn đọc|نظرات|دیدگاه‌ها|коментарі|залишити коментар|коментари|komentari|\
            ostavi komentar|comentarii|lasă un comentariu|komentáre|diskusia|kommentaarid|komentāri|komentarai
            """
        ),
        (
            .copyright,
            """
            all rights reserved|copyright|alle rechte vorbehalten|tous droits réservés|\
            todos los derechos reservados
            """
        ),
        (
            .app,
            """
            download our app|download the app|get the app|get our app|app store|google play|get it on google play|\
            download on the app store|available on the app store|open in app|open app|install app|use app
            """
        ),
        (
            .newsletter,
            """
            newsletter|newsletters|subscribe|subscribe now|subscribe today|subscribe to our newsletter|sign up|\
            sign up now|sign up for our newsletter|sign up for our daily newsletter|sign up for our newsletters|\
            get our newsletter|join our newsletter|join our mailing list|join our email list|email address|\
            your email|your email address|stay informed|stay up to date|stay in the loop|stay connected|\
            stay updated|enter your email|newsletter abonnieren|jetzt abonnieren|abonnieren|s'abonner|je m'abonne|\
            inscrivez-vous|suscríbete|suscribirse|iscriviti|abbonati|inschrijven|abonneer|zapisz się|подписаться|\
            prenumerera|tilmeld|assine|never miss a story|get notified|donate|donate now|become a member|\
            support us|support our work|support our journalism|join now|join us|log in|login|sign in|register|\
            subscribe for free|create account|create a free account|sign up for free|anmelden|registrieren|\
            einloggen|connexion|se connecter|iniciar sesión|unsubscribe|thanks for signing up|\
            thank you for subscribing|get weekly updates|get the latest news
            """
        ),
        (
            .player,
            """
            play|pause|mute|unmute|play video|watch video|watch now|watch the video|video player is loading|\
            loading video|this is a modal window|beginning of dialog window|end of dialog window|current time|\
            duration|remaining time|fullscreen|video|close|close modal dialog|expand|open image modal|\
            enlarge image|view gallery|view fullscreen|open gallery|image gallery|gallery|photos|slideshow|\
            next slide|previous slide|caption|hide caption|toggle caption|next|previous|prev|back|show more|\
            show less|load more|read less|view all|see all|show all|more|weniger anzeigen|mehr anzeigen|\
            bild vergrößern|zurück|weiter|zur galerie|zur startseite|full screen|zoom|expand image|\
            toggle fullscreen|image|images|photo|vollbild|loaded|stream type live|playback rate|chapters|\
            descriptions|subtitles|captions|audio track
            """
        ),
        (
            .follow,
            """
            follow us|follow us on facebook|follow us on twitter|follow us on instagram|follow us on social media|\
            follow us on google news|follow me|follow us on|like us on facebook|join us on facebook|\
            connect with us|folgen sie uns|suivez-nous|síguenos|seguici|volg ons|obserwuj nas|siga-nos|follow|\
            following|follow author|follow topics|follow on google news|subscribe on youtube|\
            join our whatsapp channel|join our telegram channel|find us on|stay connected with us
            """
        ),
        (
            .skip,
            """
            was this page helpful|was this article helpful|was this helpful|was this information helpful|\
            did you find this page helpful|did you find this article helpful|did this answer your question|\
            rate this page|rate this article|edit this page|edit this page on github|suggest an edit|report an issue|\
            improve this page|give feedback|war dieser artikel hilfreich|war diese seite hilfreich|\
            war diese information hilfreich|cet article vous a-t-il été utile|cette page vous a-t-elle été utile|\
            ¿te ha resultado útil|te ha resultado útil|¿fue útil este artículo|fue útil este artículo|\
            questa pagina ti è stata utile|was dit artikel nuttig|была ли эта страница полезна|\
            skip to content|skip to main content|skip to navigation|jump to content|zum inhalt springen|\
            back to top|nach oben|go to top|scroll to top|top|return to top|skip|home|startseite|accueil|inicio|\
            skip to footer|skip links|aller au contenu
            """
        ),
        (
            .print,
            """
            print|print this|print article|print this page|print this article|print page|pdf|download pdf|\
            download as pdf|imprimer|stampa|printer-friendly version|seite drucken|download|save as pdf
            """
        ),
        (
            .tags,
            """
            tags|tag|filed under|topics|keywords|schlagwörter|mots-clés|etiquetas|argomenti|posted in|filed in|\
            tagged|categories|category|tagged with|tagged in|tagged as|stichwörter|schlagwort|thèmes|temas|теги|\
            tagi|topics in this article|topics mentioned in this article|mehr zu|associated tags|標籤|标签|タグ
            """
        ),
        (
            .byline,
            """
            by|von|par|por|staff|staff writer|staff reporter|correspondent|reporter|editor|senior reporter|\
            contributor|author|written by|posted by|published by|reviewed by|medically reviewed by|edited by|\
            fact checked by|fact-checked|published|updated|last updated|posted|posted on|published on|date|\
            veröffentlicht|aktualisiert|stand|publié le|mis à jour|publicado|actualizado|pubblicato|aggiornato
            """
        ),
    ]

    private static let prefixes = PrefixTable(
        prefixRows.flatMap { kind, phrases in phrases.parts(between: "|").map { ($0, kind) } })

    /// "|" parts the phrases; a space before it is part of the phrase.
    private static let prefixRows: [(Kind, String)] = [
        (
            .follow,
            """
            follow us on |like us on |find us on |folgen sie uns |suivez-nous sur |síguenos en 
            """
        ),
        (
            .share,
            """
            share on |share to |share via |share this |click to share |like this story|share your thoughts|\
            auf facebook |auf twitter |auf whatsapp |per e-mail |partager sur |compartir en |condividi su |\
            tweet about |post on 
            """
        ),
        (
            .readMore,
            """
            read more:|read more at |read more on |read also:|also read:|read next:|read more about |\
            read more from |also read ||also read |related:|related story:|related article:|related stories:|\
            related articles:|related ||see also:|more:|watch:|don't miss:|must read:|see more:|recommended:|\
            more on this:|more like this:|you may also like:|you might also like:|read the full |\
            continue reading |lesen sie auch:|lesen sie dazu auch:|lesen sie auch |lesen sie mehr:|\
            mehr zum thema:|sur le même sujet :|sur le même sujet:|ver también:|te recomendamos:|mehr dazu:|auch interessant:|passend dazu:|lesen sie hier:|lire aussi :|lire aussi:|\
            à lire aussi :|à lire aussi:|à lire aussi |lire aussi |à lire également|voir aussi :|lea también:|\
            lea también |lea más:|lee también:|lee más:|leer más:|le puede interesar:|puede leer:|auch lesen:|\
            mehr lesen:|dowiedz się więcej:|przeczytaj także:|przeczytaj też:|te puede interesar:|leggi anche:|leggi anche |lees ook:|lees ook |leia também:|\
            leia mais:|veja também:|czytaj także:|czytaj też:|zobacz też:|zobacz także:|читайте также:|\
            читайте также |læs også:|les også:|läs också:|läs mer:|lue myös:|citește și:|baca juga:|ये भी पढ़ें:|\
            यह भी पढ़ें:|διαβάστε επίσης:|čtěte také:|lees verder:|bekijk ook:|lesen sie außerdem:|siehe auch:|\
            hier lesen sie |voir également|pour aller plus loin :|lea además:|lee además:|además lee:|\
            además lea:|también te puede interesar:|mira también:|le recomendamos:|confira também|\
            leia ainda:|saiba mais:|vedi anche:|approfondisci:|per approfondire:|potrebbe interessarti|\
            czytaj również:|przeczytaj również:|zobacz również:|warto przeczytać:|prečítajte si |čítajte aj|\
            přečtěte si |mohlo by vás zajímat|pročitajte još|pročitajte i|čitajte još|povezane vijesti|\
            citeste si|citiți și|vezi și:|kapcsolódó:|olvassa el |olvasta már|les mer:|læs mere:|se også:|\
            se också:|läs även:|katso myös|ilgili haber:|bunlar da |simak juga:|lihat juga:|baca selengkapnya|\
            xem thêm|đọc thêm|читать также|смотрите также|по теме:|материалы по теме|читайте ещё|\
            читайте також|дивіться також|прочетете още|вижте още|още по темата|διαβάστε ακόμ|\
            διαβάστε περισσότερα|δείτε επίσης|διαβάστε και|διαβάστε επίσης|\
            相关阅读|相关新闻|相关报道|延伸阅读|推荐阅读|更多阅读|相關閱讀|相關新聞|相關報導|延伸閱讀|推薦閱讀|更多新聞|看更多|\
            関連記事|関連】|関連：|関連:|関連ニュース|あわせて読みたい|合わせて読みたい|こちらもおすすめ|\
            관련기사|관련 기사|관련뉴스|함께 보면 좋은|\
            اقرأ أيضا|اقرأ أيضًا|اقرأ ايضا|إقرأ أيضا|اقرأ المزيد|شاهد أيضا|طالع أيضا|مواضيع ذات صلة|\
            بیشتر بخوانید|همچنین بخوانید|مطالب مرتبط|یہ بھی پڑھیں|קראו גם|קרא גם|עוד בנושא|\
            ये भी पढ़ें|यह भी पढ़ें|इसे भी पढ़ें|ये भी पढ़ें|यह भी पढ़ें|इसे भी पढ़ें|हे ही वाचा|আরও পড়ুন|மேலும் படிக்க|\
            อ่านเพิ่มเติม|อ่านข่าว|ข่าวที่เกี่ยวข้อง
            """
        ),
        (
            .copyright,
            """
            dpa-infocom|© dpa|copyright ©|copyright (c)|copyright 19|copyright 20
            """
        ),
        (
            .tags,
            """
            filed under:|tags:|topics:|posted in:|posted in |filed under |tagged:|tagged with:|keywords:|\
            schlagworte:|themen:|categories:|category:|etiquetas:|mots-clés :|this entry was posted in |\
            this post was posted in 
            """
        ),
        (
            .relatedHeading,
            """
            you may also |you might also |more great |more from |more in |more about |latest from |the latest in |most popular |most read |\
            trending in |trending on |recommended by |related to |related articles |mehr von |mehr aus |mehr zu |\
            top stories |plus d'articles |weitere artikel |meistgelesen 
            """
        ),
        (
            .commentsHeading,
            """
            comments (|comments on |comments for |thoughts on |responses to |leave a reply|leave a comment|\
            kommentare zu 
            """
        ),
        (
            .newsletter,
            """
            sign up for |sign up to |subscribe to |subscribe for |join our newsletter|get our |register for free
            """
        ),
        (
            .app,
            """
            download our app|download the |get the app
            """
        ),
        (
            .advertisement,
            """
            advertisement |article continues |story continues 
            """
        ),
        (
            .player,
            """
            image credit|photo credit|image source:|image:|photo:|photo by |foto:|bild:|photograph:|picture:|\
            image via |photo courtesy|credit:|crédit photo|crédits photo|bildquelle|quelle:|photos:|photos by |photo source:|\
            image used under |images used under |fotos:|titelbild:|beitragsbild:|aufmacherbild:|teaserbild:|symbolbild:|\
            bildnachweis|fotonachweis|cover image:|cover photo:|featured image:|header image:|banner image:|lead image:|\
            photograph by |illustration by |illustration:|imagen:|imagem:|immagine:|afbeelding:|zdjęcie:|фото:|图片来源|图源：|\
            사진=|사진 =|사진제공|الصورة:
            """
        ),
    ]
}
