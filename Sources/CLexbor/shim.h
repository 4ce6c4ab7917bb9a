#ifndef STET_CLEXBOR_SHIM_H
#define STET_CLEXBOR_SHIM_H

#include <lexbor/css/css.h>
#include <lexbor/dom/dom.h>
#include <lexbor/encoding/encoding.h>
#include <lexbor/html/html.h>
#include <lexbor/html/interfaces/element.h>
#include <lexbor/html/tree.h>
#include <lexbor/html/tree/active_formatting.h>
#include <lexbor/html/tree/open_elements.h>
#include <lexbor/selectors/selectors.h>
#include <lexbor/url/url.h>

/* Bounds on what a page may make the parser build, and what was met while parsing.
 *
 * HTML's tree construction is quadratic, or worse, in some places: each start tag searches the stack of
 * open elements, each paragraph reopens every active formatting element, each attribute is compared with
 * those before it (and each `html` and `body` tag adds some), and nothing bounds the elements that
 * reopening makes. lexbor's tables of names do not grow, so looking up a name takes time with their number. */
typedef struct {
    size_t depth_limit;
    size_t formatting_limit;
    size_t attribute_limit;
    size_t byte_limit;
    size_t name_limit;
    size_t root_tag_limit;
    size_t root_tag_count;
    bool depth_limited;
    bool exceeded;
    lxb_html_tokenizer_token_f build;
    void *build_context;
} stet_html_limits_t;

/* Whether the parser can close this element early without upsetting its table, template and form states:
 * only where an end tag in the page could have closed it at this very point. */
static inline bool
stet_html_may_close(const lxb_dom_node_t *node)
{
    if (node->ns != LXB_NS_HTML) {
        return false;
    }

    switch (node->local_name) {
        case LXB_TAG_HTML: case LXB_TAG_HEAD: case LXB_TAG_BODY: case LXB_TAG_FRAMESET:
        case LXB_TAG_TABLE: case LXB_TAG_CAPTION: case LXB_TAG_COLGROUP: case LXB_TAG_TBODY:
        case LXB_TAG_THEAD: case LXB_TAG_TFOOT: case LXB_TAG_TR: case LXB_TAG_TD: case LXB_TAG_TH:
        case LXB_TAG_TEMPLATE: case LXB_TAG_SELECT: case LXB_TAG_FORM:
        case LXB_TAG_APPLET: case LXB_TAG_MARQUEE: case LXB_TAG_OBJECT:
            return false;
        default:
            return true;
    }
}

static inline bool
stet_html_within(const lxb_html_tree_t *tree, const stet_html_limits_t *limits)
{
    lxb_dom_document_t *document = &tree->document->dom_document;
    size_t byte_count = document->mraw->mem->chunk_length * document->mraw->mem->chunk_min_size
                      + document->text->mem->chunk_length * document->text->mem->chunk_min_size;
    size_t name_count = lexbor_dobject_allocated(document->tags->entries)
                      + lexbor_dobject_allocated(document->attrs->entries);
    return byte_count <= limits->byte_limit && name_count <= limits->name_limit;
}

/* Stands between tokenizer and tree builder. */
static inline lxb_html_token_t *
stet_html_limited_token(lxb_html_tokenizer_t *tokenizer, lxb_html_token_t *token, void *context)
{
    stet_html_limits_t *limits = (stet_html_limits_t *) context;
    lxb_html_tree_t *tree = (lxb_html_tree_t *) limits->build_context;

    if (!stet_html_within(tree, limits)) {
        limits->exceeded = true;
        tokenizer->status = LXB_STATUS_ERROR_OVERFLOW;
        return NULL;
    }

    /* Nobody reads them, and they would grow with the page. */
    lexbor_array_obj_clean(tree->parse_errors);
    lexbor_array_obj_clean(tokenizer->parse_errors);

    if (token->tag_id < LXB_TAG__BEGIN || (token->type & LXB_HTML_TOKEN_TYPE_CLOSE) != 0) {
        return limits->build(tokenizer, token, limits->build_context);
    }

    if ((token->tag_id == LXB_TAG_HTML || token->tag_id == LXB_TAG_BODY)
        && ++limits->root_tag_count > limits->root_tag_limit)
    {
        token->attr_first = NULL;
        token->attr_last = NULL;
    }

    if (token->attr_first != NULL) {
        size_t count = 0;
        lxb_html_token_attr_t *attribute = token->attr_first;
        while (attribute->next != NULL && count < limits->attribute_limit) {
            attribute = attribute->next;
            count += 1;
        }
        attribute->next = NULL;
        token->attr_last = attribute;
    }

    while (lexbor_array_length(tree->active_formatting) > limits->formatting_limit) {
        size_t index = 0;
        void *marker = lxb_html_tree_active_formatting_marker();
        while (index < lexbor_array_length(tree->active_formatting)
               && lexbor_array_get(tree->active_formatting, index) == marker)
        {
            index += 1;
        }
        lexbor_array_delete(tree->active_formatting, index, 1);
        if (index >= lexbor_array_length(tree->active_formatting)) {
            break;
        }
    }

    while (lexbor_array_length(tree->open_elements) >= limits->depth_limit) {
        limits->depth_limited = true;
        lxb_dom_node_t *current = lxb_html_tree_current_node(tree);
        if (!stet_html_may_close(current)) {
            switch (token->tag_id) {
                /* Their text would become markup without them, and they hold no element. */
                case LXB_TAG_SCRIPT: case LXB_TAG_STYLE: case LXB_TAG_TEXTAREA: case LXB_TAG_TITLE:
                case LXB_TAG_IFRAME: case LXB_TAG_NOEMBED: case LXB_TAG_NOFRAMES: case LXB_TAG_XMP:
                case LXB_TAG_PLAINTEXT:
                    return limits->build(tokenizer, token, limits->build_context);
                default:
                    return token;
            }
        }
        lxb_html_tree_open_elements_pop(tree);
        lxb_html_tree_active_formatting_remove_by_node(tree, current);
    }

    return limits->build(tokenizer, token, limits->build_context);
}

static inline void
stet_html_parser_limit(lxb_html_parser_t *parser, stet_html_limits_t *limits)
{
    limits->build = parser->tkz->callback_token_done;
    limits->build_context = parser->tkz->callback_token_ctx;
    lxb_html_tokenizer_callback_token_done_set(parser->tkz, stet_html_limited_token, limits);
}

/* Feeds the parser a piece at a time, since within one tag only the end of a piece stops the tokenizer. */
static inline lxb_html_document_t *
stet_html_parse(lxb_html_parser_t *parser, stet_html_limits_t *limits,
                const lxb_char_t *html, size_t size, size_t piece_size)
{
    stet_html_parser_limit(parser, limits);

    lxb_html_document_t *document = lxb_html_parse_chunk_begin(parser);
    if (document == NULL) {
        return NULL;
    }

    lxb_status_t status = LXB_STATUS_OK;
    for (size_t offset = 0; offset < size && status == LXB_STATUS_OK; offset += piece_size) {
        size_t length = size - offset < piece_size ? size - offset : piece_size;
        status = lxb_html_parse_chunk_process(parser, html + offset, length);
        if (status == LXB_STATUS_OK && !stet_html_within(parser->tree, limits)) {
            limits->exceeded = true;
            status = LXB_STATUS_ERROR_OVERFLOW;
        }
    }
    if (status == LXB_STATUS_OK) {
        status = lxb_html_parse_chunk_end(parser);
    }

    return status == LXB_STATUS_OK ? document : lxb_html_document_destroy(document);
}

static inline const lxb_char_t *
stet_element_local_name(lxb_dom_node_t *node, size_t *length)
{
    return lxb_dom_element_local_name(lxb_dom_interface_element(node), length);
}

/* The text of a text or CDATA node. */
static inline lexbor_str_t
stet_node_text(const lxb_dom_node_t *node)
{
    return ((const lxb_dom_character_data_t *) node)->data;
}

#endif
