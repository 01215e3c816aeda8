using System.Linq.Dynamic.Core.CustomTypeProviders;
using System.Reflection;

namespace TaskDbLinq.TextPredicates;

/// <summary>No types by name, and no methods of theirs: what CVE-2024-51417 was reached through.</summary>
internal sealed class NoTypes : IDynamicLinqCustomTypeProvider
{
    public HashSet<Type> GetCustomTypes() => [];

    public Dictionary<Type, List<MethodInfo>> GetExtensionMethods() => [];

    public Type? ResolveType(string typeName) => null;

    public Type? ResolveTypeBySimpleName(string simpleTypeName) => null;
}
