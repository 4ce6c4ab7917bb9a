internal import CLexbor

func makeDocument() {
    let document = unsafe lxb_html_document_create()
    unsafe lxb_html_document_destroy(document)
}
