#pragma once

#include <string_view>
#include <vector>

#include "mig/catalog/session.hpp"

namespace mig::catalog {

/// One function per kind of statement; the tables in statements.cpp name them by tag.
void alter_table(Session& session, Node statement);
void alter_relation_command(Session& session, Id table, Node command);
void alter_composite(Session& session, Node statement);
void drop_objects(Session& session, Node statement);
void rename_object(Session& session, Node statement);
void set_object_schema(Session& session, Node statement);
void set_object_owner(Session& session, Node statement);
void create_schema(Session& session, Node statement);
void create_extension(Session& session, Node statement);
void create_view(Session& session, Node statement);
void create_table_as(Session& session, Node statement);
void refresh_matview(Session& session, Node statement);
void create_sequence(Session& session, Node statement);
void alter_sequence(Session& session, Node statement);
void create_enum(Session& session, Node statement);
void alter_enum(Session& session, Node statement);
void create_domain(Session& session, Node statement);
void alter_domain(Session& session, Node statement);
void create_composite(Session& session, Node statement);
void create_range(Session& session, Node statement);
void define_object(Session& session, Node statement);
void create_function(Session& session, Node statement);
void alter_function(Session& session, Node statement);
void create_trigger(Session& session, Node statement);
void create_rule(Session& session, Node statement);
void create_policy(Session& session, Node statement);
void alter_policy(Session& session, Node statement);
void create_statistics(Session& session, Node statement);
void index_statement(Session& session, Node statement);
void comment_on(Session& session, Node statement);
void grant_objects(Session& session, Node statement);
void do_block(Session& session, Node statement);
void call_procedure(Session& session, Node statement);
void copy_rows(Session& session, Node statement);
void truncate(Session& session, Node statement);
void lock_tables(Session& session, Node statement);
void set_variable(Session& session, Node statement);
/// Statements whose object stands in no table: roles, publications, servers, casts, ...
bool other_statement(Session& session, Node statement);

// foreign.cpp
std::string user_mapping_name(Node statement);
std::string cast_name(Session& session, Node from, Node to);
void create_plain(Session& session, ObjectKind kind, const std::string& name, Node statement);
void alter_plain(Session& session, ObjectKind kind, const std::string& name, Node statement);
void drop_plain(Session& session, ObjectKind kind, const std::string& name, bool optional);
/// "===(public.pair,public.pair)": operators of one name are told apart by their types.
std::string operator_name(Session& session, std::string_view name, const std::vector<Node>& types);

/// Answers the object that the parts of a COMMENT, DROP, RENAME or OWNER name; 0 when there is none
/// and `optional`.
Id named_object(Session& session, std::string_view object_type, Node object, bool optional);
ObjectKind kind_of_object_type(std::string_view object_type);
/// The name as PostgreSQL's error messages would show it, for objects without a model of their own.
std::string shown_name(Node object);
void create_or_replace(Session& session, Object object, bool replace);
void search_path_from(Session& session, const std::vector<std::string>& names);

}  // namespace mig::catalog
