"""Full-text search that finds Chinese, on SQLite and PostgreSQL alike.

A run of Han characters has no spaces, so the databases take it for one word. Here each run is
written to the index as its pairs, 集中培训 → 集中 中培 培训 训, and a query asks for all of its
pairs. The last character stands alone, so that one character, asked for as the beginning of a
word, is found wherever it stands.
"""

import re
from functools import cache, reduce
from operator import and_

from django.db import connection
from django.db.models import FloatField, Func
from modelsearch.query import PlainText

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_RUN = re.compile(f"[{HAN}]+")
WORD = re.compile(f"[{HAN}]+|[^\\W{HAN}]+")
# The columns of Wagtail's FTS table are autocomplete, body and title, in this order.
WEIGHTS = (0.0, 1.0, 8.0)


def pairs_of(run):
    return [run[at : at + 2] for at in range(len(run) - 1)]


def spread(text):
    """What is written to the index: every run of Han characters as its pairs."""
    return HAN_RUN.sub(lambda found: " {} ".format(" ".join(_entries(found[0]))), text)


def _entries(run):
    return [*pairs_of(run), run[-1]]


def terms_of(query):
    """(text, is it only the beginning of a word?) for everything that has to be found."""
    terms = []
    for word in WORD.findall(query):
        if not HAN_RUN.fullmatch(word) or len(word) == 1:
            terms.append((word, True))
        else:
            terms.extend((pair, False) for pair in pairs_of(word))
    return list(dict.fromkeys(terms))


class PairsInIndexer:
    """Mixed into modelsearch's ObjectIndexer."""

    def prepare_value(self, value):
        # Lists and dictionaries come back here one string at a time.
        return spread(value) if isinstance(value, str) else super().prepare_value(value)


class PairsInQuery:
    """Mixed into modelsearch's compilers of queries."""

    def search(self, *args, **kwargs):
        if isinstance(self.query, PlainText) and not terms_of(self.query.query_string):
            return self.queryset.none()
        return super().search(*args, **kwargs)

    def all_terms(self, query, lexeme):
        found = [lexeme(text, prefix=begins) for text, begins in terms_of(query.query_string)]
        return reduce(and_, found)


def SearchBackend(params):
    if connection.vendor == "postgresql":
        return _postgres()(params)
    return _sqlite()(params)


def patch_indexer():
    """Called once, when the apps are ready: `add_items` names the class by a module's global."""
    module = _module()
    if not issubclass(module.ObjectIndexer, PairsInIndexer):
        module.ObjectIndexer = type("PairsIndexer", (PairsInIndexer, module.ObjectIndexer), {})


def _module():
    if connection.vendor == "postgresql":
        from modelsearch.backends.database.postgres import postgres as module
    else:
        from modelsearch.backends.database.sqlite import sqlite as module
    return module


@cache
def _sqlite():
    from modelsearch.backends.database.sqlite import query, sqlite

    class Weighted(Func):
        """BM25 in which a word of the title counts for more than a word of the text."""

        output_field = FloatField()

        def as_sql(self, compiler, connection, **context):
            table = sqlite.SQLiteFTSIndexEntry._meta.db_table
            return f"bm25({table}, {', '.join(map(str, WEIGHTS))})", []

    class Pairs(PairsInQuery):
        def build_search_query_content(self, query_, config=None):
            if not isinstance(query_, PlainText):
                return super().build_search_query_content(query_, config=config)
            return query.SearchQueryExpression(self.all_terms(query_, query.Lexeme), config=config)

        def _build_rank_expression(self, vectors, config):
            return Weighted()

    class Compiler(Pairs, sqlite.SQLiteSearchQueryCompiler):
        pass

    class AutocompleteCompiler(Pairs, sqlite.SQLiteAutocompleteQueryCompiler):
        def _build_rank_expression(self, vectors, config):
            return query.BM25()

    class Backend(sqlite.SQLiteSearchBackend):
        query_compiler_class = Compiler
        autocomplete_query_compiler_class = AutocompleteCompiler

    return Backend


@cache
def _postgres():
    from django.contrib.postgres.search import SearchQuery
    from modelsearch.backends.database.postgres import postgres

    class Pairs(PairsInQuery):
        def build_tsquery_content(self, query, config=None, invert=False):
            if not isinstance(query, PlainText) or invert:
                return super().build_tsquery_content(query, config=config, invert=invert)
            terms = self.all_terms(query, postgres.Lexeme)
            return SearchQuery(terms, search_type="raw", config=config)

    class Compiler(Pairs, postgres.PostgresSearchQueryCompiler):
        pass

    class AutocompleteCompiler(Pairs, postgres.PostgresAutocompleteQueryCompiler):
        pass

    class Backend(postgres.PostgresSearchBackend):
        query_compiler_class = Compiler
        autocomplete_query_compiler_class = AutocompleteCompiler

    return Backend
