#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/catalog/session.hpp"

namespace mig::catalog {

// create_table.cpp, constraint.cpp, create_index.cpp
void create_table(Session& session, Node create);
Id add_column(Session& session, Id table, Node definition);
/// Those that are objects of their own: a default or NOT NULL comes with the column.
void add_column_constraints(Session& session, Id table, Id column, Node definition);
Node without_cast(Node expression);
/// DEFAULT NULL is no default.
bool is_null(Node expression);
void add_constraint(Session& session, Id table, Node constraint, Id column);
void reference_partition(Session& session, Id constraint, Id partition);
Id create_index(Session& session, Id table, Node index);
Id build_index(Session& session, Id table, Object index, std::string label);
// identity.cpp
/// An empty value takes the attribute away.
void set_or_erase(Session& session, Id id, const std::string& attribute, std::string_view value);
void alter_identity(Session& session, Id table, Id column, Node cmd, std::string_view type);
// inherit.cpp
void like(Session& session, Id table, Node clause);
void columns_of_type(Session& session, Id table, Node type_name);
void adopt_from_parent(Session& session, Id child, Id parent, bool partition);
Id serial_sequence(Session& session, Id table, Id column, std::string_view type, Node options = {});
void sequence_options(Session& session, Id sequence, Node list);
/// CLUSTER: the index is marked, the others of the table are not any more. An empty name marks
/// none.
void cluster_on(Session& session, Id table, std::string_view index);

}  // namespace mig::catalog
