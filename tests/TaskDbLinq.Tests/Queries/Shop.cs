namespace TaskDbLinq.Tests.Queries;

/// <summary>Plain classes with every kind of property that a filter can test.</summary>
public sealed class Customer
{
    public int Id { get; set; }

    public string Name { get; set; } = string.Empty;

    public string? Nick { get; set; }

    public int? Priority { get; set; }

    public long Points { get; set; }

    public double Score { get; set; }

    public float? Ratio { get; set; }

    public decimal Balance { get; set; }

    public bool Active { get; set; }

    public bool? Vip { get; set; }

    public Tier Tier { get; set; }

    public Tier? FormerTier { get; set; }

    public Guid Key { get; set; }

    public DateOnly Joined { get; set; }

    public DateTime? LastSeen { get; set; }

    public Address? Address { get; set; }

    public List<string?>? Tags { get; set; } = [];

    public int[] Marks { get; set; } = [];

    public List<Order> Orders { get; set; } = [];
}

public enum Tier
{
    Basic,
    Silver,
    PureGold,
}

public sealed class Address
{
    public string? City { get; set; }

    public Country? Country { get; set; }
}

public sealed class Country
{
    public string? Code { get; set; }
}

public sealed class Order
{
    public decimal Total { get; set; }

    public string? Note { get; set; }

    public List<Line> Lines { get; set; } = [];
}

public sealed class Line
{
    public string Sku { get; set; } = string.Empty;

    public int Quantity { get; set; }
}
