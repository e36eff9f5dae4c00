#include "mig/catalog/statements.hpp"

#include "mig/catalog/tables.hpp"

#include <map>

#include "mig/catalog/hazard_watch.hpp"
#include "mig/catalog/obstacle_watch.hpp"

namespace mig::catalog {
namespace {

using Handler = void (*)(Session&, Node);

const std::map<std::string_view, Handler>& handlers() {
  static const std::map<std::string_view, Handler> table{
      {"CreateStmt", create_table},
      {"CreateForeignTableStmt", create_table},
      {"AlterTableStmt", alter_table},
      {"DropStmt", drop_objects},
      {"RenameStmt", rename_object},
      {"AlterObjectSchemaStmt", set_object_schema},
      {"AlterOwnerStmt", set_object_owner},
      {"CreateSchemaStmt", create_schema},
      {"CreateExtensionStmt", create_extension},
      {"ViewStmt", create_view},
      {"CreateTableAsStmt", create_table_as},
      {"RefreshMatViewStmt", refresh_matview},
      {"CreateSeqStmt", create_sequence},
      {"AlterSeqStmt", alter_sequence},
      {"CreateEnumStmt", create_enum},
      {"AlterEnumStmt", alter_enum},
      {"CreateDomainStmt", create_domain},
      {"AlterDomainStmt", alter_domain},
      {"CompositeTypeStmt", create_composite},
      {"CreateRangeStmt", create_range},
      {"DefineStmt", define_object},
      {"CreateFunctionStmt", create_function},
      {"AlterFunctionStmt", alter_function},
      {"CreateTrigStmt", create_trigger},
      {"RuleStmt", create_rule},
      {"CreatePolicyStmt", create_policy},
      {"AlterPolicyStmt", alter_policy},
      {"CreateStatsStmt", create_statistics},
      {"IndexStmt", index_statement},
      {"CommentStmt", comment_on},
      {"GrantStmt", grant_objects},
      {"GrantRoleStmt", grant_objects},
      {"AlterDefaultPrivilegesStmt", grant_objects},
      {"DoStmt", do_block},
      {"CallStmt", call_procedure},
      {"CopyStmt", copy_rows},
      {"TruncateStmt", truncate},
      {"LockStmt", lock_tables},
      {"VariableSetStmt", set_variable},
      {"SelectStmt", run_query},
      {"InsertStmt", run_query},
      {"UpdateStmt", run_query},
      {"DeleteStmt", run_query},
      {"MergeStmt", run_query}};
  return table;
}

}  // namespace

bool apply_statement(Session& session, Node statement) {
  const Watched watched(session, statement);
  const Attempt attempt(session, statement);
  const auto found = handlers().find(statement.tag());
  if (found == handlers().end()) return other_statement(session, statement);
  found->second(session, statement);
  return true;
}

}  // namespace mig::catalog
